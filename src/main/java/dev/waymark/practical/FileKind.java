package dev.waymark.practical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Files that may be handed in, told by their first bytes and not by what their sender calls them. */
enum FileKind {
    PDF("application/pdf", ".pdf"),
    PNG("image/png", ".png"),
    JPEG("image/jpeg", ".jpg", ".jpeg"),
    /** Documents of offices, which are ZIP files; a ZIP file that is none is not taken. */
    OFFICE("application/zip", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods");

    private static final int LONGEST_NAME = 120;

    private final String mediaType;
    private final String[] endings;

    FileKind(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = endings;
    }

    String mediaType() {
        return mediaType;
    }

    /** Empty if it is none of these, or its name says that it is another. */
    static Optional<FileKind> of(String name, byte[] body) {
        String ending = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.begins(body))
                .filter(kind -> Arrays.stream(kind.endings).anyMatch(ending::endsWith))
                .findFirst();
    }

    private boolean begins(byte[] body) {
        return switch (this) {
            case PDF -> starts(body, "%PDF-".getBytes(StandardCharsets.US_ASCII));
            case PNG -> starts(body, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            case JPEG -> starts(body, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
            case OFFICE -> starts(body, new byte[] {'P', 'K', 3, 4});
        };
    }

    private static boolean starts(byte[] body, byte[] with) {
        return body.length > with.length && Arrays.equals(body, 0, with.length, with, 0, with.length);
    }

    /** A name without folders and without characters that a header or a file system would read. */
    static String plain(String name) {
        String last = name.replaceAll("^.*[/\\\\]", "")
                .replaceAll("[^\\p{L}\\p{N}._ -]", "_")
                .strip();
        return last.length() <= LONGEST_NAME ? last : last.substring(last.length() - LONGEST_NAME);
    }
}
