package dev.waymark.sandbox.platform;

import dev.waymark.sandbox.course.Course.Activity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of the gradebook that the tool may see: those of its links, and those that it made. */
final class Columns {

    /** Numbers of columns that are made here; those of the course are below. */
    private static final int FIRST_OF_OURS = 1000;

    /**
     * @param link the id of the link that the column belongs to, "" if to none
     */
    record Column(int id, String label, double max, String resourceId, String tag, String link) {}

    private final Map<Integer, Column> columns = new LinkedHashMap<>();

    Columns(Activity link) {
        columns.put(link.column(), new Column(link.column(), link.title(), link.max(), "", "", Placements.FIRST_LINK));
    }

    synchronized Column add(String label, double max, String resourceId, String tag, String link) {
        int id = Math.max(
                FIRST_OF_OURS,
                columns.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1);
        var column = new Column(id, label, max, resourceId, tag, link);
        columns.put(id, column);
        return column;
    }

    synchronized Optional<Column> find(int id) {
        return Optional.ofNullable(columns.get(id));
    }

    synchronized void replace(Column column) {
        columns.put(column.id(), column);
    }

    /** False if there was none. */
    synchronized boolean remove(int id) {
        return columns.remove(id) != null;
    }

    synchronized List<Column> all() {
        return List.copyOf(columns.values());
    }

    /** The ones of a link, in the order in which they were made. */
    synchronized List<Column> ofLink(String link) {
        return columns.values().stream()
                .filter(column -> column.link().equals(link))
                .toList();
    }
}
