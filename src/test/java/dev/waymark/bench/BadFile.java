package dev.waymark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that cannot be read as what it should be: which line, what was expected, what was found. */
final class BadFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadFile(Path file, int line, String expected, String found) {
        super("%s, line %d: expected %s, found \"%s\"".formatted(file, line, expected, shortened(found)));
    }

    private BadFile(String message) {
        super(message);
    }

    static BufferedReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadFile(
                    "%s: expected a file, found %s".formatted(file, Files.isDirectory(file) ? "a folder" : "none"));
        }
        // Bytes that are no UTF-8 become replacement characters and so are refused as cells, with their line.
        return new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
