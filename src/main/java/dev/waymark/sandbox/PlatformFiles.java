package dev.waymark.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tool's files about the practice LMS. They name its usual address; on other ports the tool gets a copy. */
final class PlatformFiles {

    private PlatformFiles() {}

    /** The project's folder. {@code mn:run} starts us in {@code target}, an IDE at the top. */
    static Path project() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        return here;
    }

    /**
     * @param lms where the LMS really is
     * @param folder where a copy may be made
     * @return the folder for the tool to read
     */
    static Path forLmsAt(URI lms, Path folder) {
        Path files = project().resolve(Path.of("lti-config", "sandbox"));
        String port = ":" + Ports.DEFAULT.lms();
        if (lms.toString().endsWith(port) || !Files.isDirectory(files)) {
            return files;
        }
        Path copies = folder.resolve("lti-config");
        try (var found = Files.walk(files)) {
            List<Path> all = found.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                Path copy = copies.resolve(files.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace(port, ":" + lms.getPort()));
            }
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException("could not copy " + files + " to " + copies, e);
        }
    }
}
