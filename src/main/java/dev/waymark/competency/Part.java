package dev.waymark.competency;

import java.util.List;

/** The documents that make up a version of the content. Each keeps to a JSON Schema. */
enum Part {
    FRAMEWORK("framework.json", "framework.schema.json"),
    ROLES("roles.json", "roles.schema.json"),
    CATALOGUE("catalogue.json", "catalogue.schema.json"),
    SUGGESTIONS("suggestions.json", "suggestions.schema.json"),
    /** The learning items that an installation has of its own; the only part that may be absent. */
    OWN_ITEMS("own-items.json", "catalogue.schema.json");

    /** What comes with Waymark, and what every version has. */
    static final List<Part> BUNDLED = List.of(FRAMEWORK, ROLES, CATALOGUE, SUGGESTIONS);

    private final String file;
    private final String schemaFile;

    Part(String file, String schemaFile) {
        this.file = file;
        this.schemaFile = schemaFile;
    }

    /** Its name among the files of the content, such as {@code framework.json}. */
    String file() {
        return file;
    }

    String schemaFile() {
        return schemaFile;
    }
}
