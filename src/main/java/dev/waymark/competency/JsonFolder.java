package dev.waymark.competency;

import dev.waymark.shared.SettingRefused;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder in which people keep JSON files for us. What cannot be used stops the start with the file and the reason.
 *
 * @param path need not exist
 * @param what its files say, as in "The alignments file … cannot be used"
 */
record JsonFolder(Path path, String what) {

    /** In the order of their names, without the schemas. */
    List<Path> files() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (var all = Files.newDirectoryStream(path, "*.json")) {
            for (Path file : all) {
                if (!file.getFileName().toString().endsWith(".schema.json")) {
                    files.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new SettingRefused("The folder " + path + " cannot be read: " + e.getMessage() + ".");
        }
        files.sort(null);
        return files;
    }

    /**
     * @throws SettingRefused if the file cannot be read or does not keep to the schema
     */
    String text(Path file, JsonText schema) {
        String text = textOf(file);
        List<String> complaints = schema.complaints(text);
        if (!complaints.isEmpty()) {
            throw refused(file, String.join("; ", complaints));
        }
        return text;
    }

    SettingRefused refused(Path file, String reason) {
        return refused(what, file, reason);
    }

    static SettingRefused refused(String what, Path file, String reason) {
        return new SettingRefused("The %s file %s cannot be used: %s.".formatted(what, file, reason));
    }

    private String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw refused(file, "it is not UTF-8");
        } catch (IOException e) {
            throw refused(file, "it cannot be read: " + e.getMessage());
        }
    }
}
