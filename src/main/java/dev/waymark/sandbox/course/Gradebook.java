package dev.waymark.sandbox.course;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The marks of all learners in all columns. */
public final class Gradebook {

    /**
     * @param score in points of the column
     * @param comment plain text, "" if there is none
     * @param when it came into the gradebook
     * @param asOf what the sender called its time; the same or an earlier second is refused
     */
    public record Mark(double score, String comment, Instant when, Instant asOf) {}

    private final JsonFile<Map<String, Mark>> file;
    private final Map<String, Mark> marks = new HashMap<>();

    public Gradebook(Optional<Path> folder) {
        this.file = new JsonFile<>(folder, "gradebook.json", new TypeReference<>() {});
        file.read().ifPresent(marks::putAll);
    }

    public synchronized Optional<Mark> mark(int column, String person) {
        return Optional.ofNullable(marks.get(key(column, person)));
    }

    public synchronized void put(int column, String person, Mark mark) {
        marks.put(key(column, person), mark);
        file.write(marks);
    }

    /** Without a mark the column is empty, and any time is accepted again. */
    public synchronized void wipe(int column, String person) {
        marks.remove(key(column, person));
        file.write(marks);
    }

    /** Nobody has a mark. */
    public synchronized void clear() {
        marks.clear();
        file.write(marks);
    }

    private static String key(int column, String person) {
        return column + "/" + person;
    }
}
