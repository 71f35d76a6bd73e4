package dev.waymark.competency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The documents of one version of the content as text, before anybody has read them. */
record Documents(Map<Part, String> texts) {

    private static final String FOLDER = "/content/ai-upskilling/";

    Documents {
        for (Part part : Part.BUNDLED) {
            if (!texts.containsKey(part)) {
                throw new IllegalArgumentException("content without its " + part.file());
            }
        }
        texts = Collections.unmodifiableMap(new EnumMap<>(texts));
    }

    /** What comes with Waymark. */
    static Documents bundled() {
        Map<Part, String> texts = new EnumMap<>(Part.class);
        for (Part part : Part.BUNDLED) {
            texts.put(part, resource(FOLDER + part.file()));
        }
        return new Documents(texts);
    }

    /** The schema that a part must keep to. */
    static String schemaOf(Part part) {
        return resource(FOLDER + part.schemaFile());
    }

    /**
     * A file of the class path, with lines ending as in the repository wherever it was checked out.
     *
     * @throws IllegalStateException if there is none
     */
    static String resource(String name) {
        try (var stream = Documents.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the class path has no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name, e);
        }
    }

    String text(Part part) {
        return texts.getOrDefault(part, "");
    }

    /** The installation's own learning items, if it has any. */
    Optional<String> ownItems() {
        return Optional.ofNullable(texts.get(Part.OWN_ITEMS));
    }

    /** With another text for one part. */
    Documents with(Part part, String text) {
        Map<Part, String> changed = new EnumMap<>(texts);
        changed.put(part, text);
        return new Documents(changed);
    }

    /** With items of the installation's own, if it has any. */
    Documents withOwnItems(Optional<String> items) {
        return items.map(text -> with(Part.OWN_ITEMS, text)).orElse(this);
    }

    /** SHA-256 over all parts, 64 hexadecimal digits: equal for equal content. */
    String sha256() {
        StringBuilder all = new StringBuilder();
        texts.forEach((part, text) ->
                all.append(part.file()).append('\n').append(text).append('\n'));
        return sha256Of(all.toString());
    }

    static String sha256Of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
