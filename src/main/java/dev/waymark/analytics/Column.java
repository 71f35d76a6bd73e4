package dev.waymark.analytics;

/**
 * A column of a dataset: the same in the view, the API, the export and the data dictionary.
 *
 * @param nullable true if a row may have null in it
 * @param means one sentence for the dictionary and the API's description
 */
record Column(String name, Type type, boolean key, boolean shown, boolean nullable, String means) {

    /** How a value is kept and how it is written. */
    enum Type {
        TEXT("string", null),
        WHOLE("integer", "int64"),
        NUMBER("number", "double"),
        /** Kept as 0 or 1. */
        YES_NO("boolean", null),
        /** Kept as microseconds since 1970, written as ISO 8601 in UTC. */
        INSTANT("string", "date-time");

        private final String json;
        private final @org.jspecify.annotations.Nullable String format;

        Type(String json, @org.jspecify.annotations.Nullable String format) {
            this.json = json;
            this.format = format;
        }

        String json() {
            return json;
        }

        @org.jspecify.annotations.Nullable
        String format() {
            return format;
        }
    }

    static Column plain(String name, Type type, String means) {
        return new Column(name, type, false, true, false, means);
    }

    /** One that a row may keep from the reader, or not know. */
    static Column nullable(String name, Type type, String means) {
        return new Column(name, type, false, true, true, means);
    }

    /** One of those that together tell a row from every other, in the order in which rows come. */
    static Column key(String name, Type type, String means) {
        return new Column(name, type, true, true, false, means);
    }

    /** A part of the key that means nothing to a reader and is not shown. */
    static Column hiddenKey(String name, Type type) {
        return new Column(name, type, true, false, false, "");
    }
}
