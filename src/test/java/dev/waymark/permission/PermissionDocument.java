package dev.waymark.permission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docs/permissions.md}, read as the tables it has. */
final class PermissionDocument {

    static final Path FILE = Path.of("docs/permissions.md");

    private final List<Line> lines = new ArrayList<>();

    /**
     * One route.
     *
     * @param section heading of the table
     * @param cells by the name of the column
     */
    record Line(String section, String method, String route, Map<String, String> cells) {

        String name() {
            return method + " " + route;
        }

        String cell(String column) {
            String found = cells.get(column);
            if (found == null) {
                throw new AssertionError("docs/permissions.md: " + name() + " has no cell for " + column);
            }
            return found;
        }
    }

    static PermissionDocument read() {
        var document = new PermissionDocument();
        try {
            document.read(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    List<Line> lines(String section) {
        return lines.stream().filter(line -> line.section().equals(section)).toList();
    }

    private void read(List<String> text) {
        String section = "";
        List<String> columns = List.of();
        for (String line : text) {
            if (line.startsWith("## ")) {
                section = line.substring(3).strip();
                columns = List.of();
            } else if (line.startsWith("|") && !line.startsWith("|-")) {
                List<String> cells = cells(line);
                if (columns.isEmpty()) {
                    columns = cells;
                } else if (columns.getFirst().equals("route")) {
                    lines.add(line(section, columns, cells));
                }
            }
        }
    }

    private static Line line(String section, List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new AssertionError("docs/permissions.md: expected the columns " + columns + ", found " + cells);
        }
        String[] name = cells.getFirst().replace("`", "").split(" ");
        if (name.length != 2) {
            throw new AssertionError("docs/permissions.md: expected a method and a route such as `GET /home`, found "
                    + cells.getFirst());
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 1; i < columns.size(); i++) {
            named.put(columns.get(i), cells.get(i));
        }
        return new Line(section, name[0], name[1], named);
    }

    private static List<String> cells(String line) {
        String inner = line.strip();
        inner = inner.substring(1, inner.endsWith("|") ? inner.length() - 1 : inner.length());
        return Arrays.stream(inner.split("\\|")).map(String::strip).toList();
    }
}
