package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements as lines of JSON in {@code statements.jsonl}; without a folder they are forgotten at the end. */
final class StatementFile {

    private final Optional<Path> file;

    StatementFile(Optional<Path> folder) {
        this.file = folder.map(in -> in.resolve("statements.jsonl"));
    }

    /**
     * @throws IllegalStateException if a line cannot be read; the last may be torn by a sudden end and is cut off
     */
    List<ObjectNode> read() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return List.of();
        }
        try {
            String text = Files.readString(file.get());
            int end = text.lastIndexOf('\n') + 1;
            if (end < text.length()) {
                Files.writeString(file.get(), text.substring(0, end));
            }
            List<ObjectNode> statements = new ArrayList<>();
            for (String line : text.substring(0, end).lines().toList()) {
                statements.add(parsed(line, statements.size() + 1));
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file.get(), e);
        }
    }

    void append(List<ObjectNode> statements) {
        if (file.isEmpty() || statements.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        statements.forEach(each -> lines.append(each).append('\n'));
        try {
            Files.createDirectories(file.get().toAbsolutePath().getParent());
            Files.writeString(
                    file.get(), lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file.get(), e);
        }
    }

    private ObjectNode parsed(String line, int number) {
        try {
            if (Vocabulary.JSON.readTree(line) instanceof ObjectNode statement) {
                return statement;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(unreadable(number), e);
        }
        throw new IllegalStateException(unreadable(number));
    }

    private String unreadable(int number) {
        return "line %d of %s is no statement; move the file away to begin anew".formatted(number, file.orElseThrow());
    }
}
