package dev.waymark.sandbox.course;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * One value, kept in one file of JSON; without a folder it is forgotten at the end.
 *
 * @param <T> of the value
 */
public final class JsonFile<T> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Optional<Path> file;
    private final TypeReference<T> type;

    public JsonFile(Optional<Path> folder, String name, TypeReference<T> type) {
        this.file = folder.map(in -> in.resolve(name));
        this.type = type;
    }

    public Optional<T> read() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.get().toFile(), type));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file.get() + "; move it away to begin anew", e);
        }
    }

    /** Whole or not at all, so that a sudden end leaves the file before. */
    public void write(T value) {
        if (file.isEmpty()) {
            return;
        }
        Path whole = file.get().toAbsolutePath();
        Path draft = whole.resolveSibling(whole.getFileName() + ".new");
        try {
            Files.createDirectories(whole.getParent());
            JSON.writeValue(draft.toFile(), value);
            Files.move(draft, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + whole, e);
        }
    }
}
