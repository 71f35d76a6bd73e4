package dev.waymark.competency;

import java.util.Locale;

/** The documents that make up a version of the content. Each has a JSON Schema beside it. */
enum Part {
    FRAMEWORK,
    ROLES,
    CATALOGUE,
    SUGGESTIONS;

    /** Its file in a folder of content, such as {@code framework.json}. */
    String file() {
        return lowerCase() + ".json";
    }

    String schemaFile() {
        return lowerCase() + ".schema.json";
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
