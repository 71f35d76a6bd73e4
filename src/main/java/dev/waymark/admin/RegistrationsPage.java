package dev.waymark.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the pages of registrations show, in words. */
public final class RegistrationsPage {

    private RegistrationsPage() {}

    /**
     * @param invite an invite that was just made; shown once
     */
    public record Listing(
            List<Line> lines, Optional<String> invite, String fault, String said, List<Ours> ours, String canvasJson) {
        public Listing {
            lines = List.copyOf(lines);
            ours = List.copyOf(ours);
        }
    }

    /**
     * @param look true if an administrator has something to do
     */
    public record Line(String name, String href, String about, String state, boolean look) {}

    /** What a platform's form asks for, and our answer. */
    public record Ours(String asked, String answer) {}

    /**
     * A form for a registration.
     *
     * @param values by field
     * @param faults sentences by field
     */
    public record Editing(Optional<Long> id, Map<String, String> values, Map<String, String> faults) {
        public Editing {
            values = Map.copyOf(values);
            faults = Map.copyOf(faults);
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        public String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    /** One registration. */
    public record Detail(
            long id,
            String name,
            String state,
            boolean on,
            boolean waiting,
            boolean editable,
            List<Ours> facts,
            List<String> deployments,
            List<Asking> asking,
            List<Over> over,
            List<Shut> shut,
            List<Scope> scopes,
            Optional<Health> health,
            List<Launch> launches,
            List<Key> keys,
            String clientId,
            String fault,
            String said) {}

    /** A course that takes no scores, because the platform says that it is over. */
    public record Over(String course, String about, String next) {}

    /**
     * A column that takes no scores, because the platform says so.
     *
     * @param column names it in forms
     * @param said the platform's answer
     */
    public record Shut(String course, String column, String name, String about, String next, String said) {}

    public record Asking(String deploymentId, String about) {}

    /**
     * @param without what does not work without it; empty if it is there
     */
    public record Scope(String does, String state, boolean good, String without) {}

    public record Health(boolean good, String sentence, String detail) {}

    public record Launch(String code, String href, String when, String what, boolean good) {}

    public record Key(String kid, String about) {}
}
