package dev.waymark.admin;

import dev.waymark.lrs.Pace;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceDraft;
import dev.waymark.lti.session.Form;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an administrator enters for a source, between the form and the draft. */
record SourceForm(Map<String, String> values) {

    /** A number of the form is none, or out of its range. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String what) {
            super(what);
        }
    }

    static SourceForm empty() {
        return values("", "", Source.Authorization.BASIC, "", "1.0.3", Pace.USUAL, false);
    }

    static SourceForm of(Source source) {
        return values(
                source.label(),
                source.address().map(URI::toString).orElse(""),
                source.authorization(),
                source.user(),
                source.version(),
                source.pace(),
                source.takesOurs());
    }

    private static SourceForm values(
            String label,
            String address,
            Source.Authorization authorization,
            String user,
            String version,
            Pace pace,
            boolean takesOurs) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("label", label);
        values.put("address", address);
        values.put("authorization", authorization.name());
        values.put("user", user);
        values.put("version", version);
        values.put("pageSize", Integer.toString(pace.pageSize()));
        values.put("settle", Long.toString(pace.settle().toSeconds()));
        values.put("overlap", Long.toString(pace.overlap().toSeconds()));
        values.put("rescan", Long.toString(pace.rescan().toHours()));
        values.put("perMinute", Integer.toString(pace.requestsPerMinute()));
        if (takesOurs) {
            values.put("takesOurs", "on");
        }
        return new SourceForm(values);
    }

    /** As it was sent, without the secret: that never goes back to a browser. */
    static SourceForm read(Form form) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : empty().values().keySet()) {
            form.only(name).ifPresent(value -> values.put(name, value.strip()));
        }
        form.only("takesOurs").ifPresent(value -> values.put("takesOurs", "on"));
        return new SourceForm(values);
    }

    SourceDraft draft(Optional<String> secret) throws Unfit {
        Pace pace;
        try {
            pace = new Pace(
                    (int) number("pageSize"),
                    Duration.ofSeconds(number("settle")),
                    Duration.ofSeconds(number("overlap")),
                    Duration.ofHours(number("rescan")),
                    (int) number("perMinute"));
        } catch (IllegalArgumentException e) {
            throw new Unfit(String.valueOf(e.getMessage()));
        }
        return new SourceDraft(
                value("label"),
                value("address"),
                authorization(),
                value("user"),
                secret.orElse(""),
                value("version"),
                pace,
                values.containsKey("takesOurs"));
    }

    private Source.Authorization authorization() {
        return switch (value("authorization")) {
            case "BEARER" -> Source.Authorization.BEARER;
            case "NONE" -> Source.Authorization.NONE;
            default -> Source.Authorization.BASIC;
        };
    }

    private long number(String field) throws Unfit {
        String text = value(field);
        if (!text.matches("[0-9]{1,6}")) {
            throw new Unfit(field + ": \"" + text.substring(0, Math.min(20, text.length())) + "\"");
        }
        return Long.parseLong(text);
    }

    private String value(String field) {
        return values.getOrDefault(field, "");
    }
}
