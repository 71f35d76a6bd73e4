package dev.waymark.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tool's files about the practice LMS. They name its usual address; on other ports the tool gets a copy. */
final class PlatformFiles {

    private static final Path USUAL = Path.of("lti-config", "sandbox");

    private PlatformFiles() {}

    /**
     * @param lms where the LMS really is
     * @param folder where a copy may be made
     * @return the folder for the tool to read
     */
    static Path forLmsAt(URI lms, Path folder) {
        String usual = "http://127.0.0.1:" + Ports.DEFAULT.lms();
        if (lms.toString().equals(usual) || !Files.isDirectory(USUAL)) {
            return USUAL;
        }
        Path copies = folder.resolve("lti-config");
        try (var found = Files.walk(USUAL)) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path copy = copies.resolve(USUAL.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace(usual, lms.toString()));
            }
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException("could not copy " + USUAL + " to " + copies, e);
        }
    }
}
