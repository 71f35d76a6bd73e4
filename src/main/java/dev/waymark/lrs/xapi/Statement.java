package dev.waymark.lrs.xapi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A statement as an LRS gave it; what it left out is empty here. Values are kept as written, contradictions included.
 *
 * @param id UUIDs in lower case
 * @param verb IRI as written
 * @param timestamp when it happened, if it says
 * @param stored when the LRS took it, if it says
 * @param authority who vouches for it, if that is one agent
 * @param extras what only some sources say
 * @param raw the statement's own JSON, byte for byte
 */
public record Statement(
        String id,
        Actor actor,
        String verb,
        StatementObject object,
        Result result,
        Context context,
        Optional<Instant> timestamp,
        Optional<Instant> stored,
        Optional<AgentKey> authority,
        Optional<String> version,
        Extras extras,
        String raw) {

    private static final String VOIDED = "adlnet.gov/expapi/verbs/voided";

    /**
     * @param scaled as written, in full precision, as are the others
     * @param success empty if the statement does not say, which is not false
     */
    public record Result(
            OptionalDouble scaled,
            OptionalDouble raw,
            OptionalDouble min,
            OptionalDouble max,
            Optional<Boolean> success,
            Optional<Boolean> completion) {

        public static final Result NONE = new Result(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param instructor agents who taught or rated; the members if it is a group
     * @param eventName the LMS event that Moodle's plugin names as the cause
     */
    public record Context(
            List<StatementObject.Activity> parents,
            List<StatementObject.Activity> grouping,
            List<StatementObject.Activity> categories,
            List<StatementObject.Activity> other,
            Optional<Actor> instructor,
            Optional<String> registration,
            Optional<String> platform,
            Optional<String> eventName) {

        public static final Context NONE = new Context(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Context {
            parents = List.copyOf(parents);
            grouping = List.copyOf(grouping);
            categories = List.copyOf(categories);
            other = List.copyOf(other);
        }
    }

    /** The same statement, with a time of storage for one that came without. */
    public Statement storedAt(Instant when) {
        return new Statement(
                id,
                actor,
                verb,
                object,
                result,
                context,
                timestamp,
                Optional.of(when),
                authority,
                version,
                extras,
                raw);
    }

    /** When it happened: its timestamp, or else when it was stored. */
    public Optional<Instant> experienced() {
        return timestamp.or(() -> stored);
    }

    /** The statement that this one takes back (xAPI 1.0.3 Data 2.3.2). */
    public Optional<String> voids() {
        return isVoiding() && object instanceof StatementObject.StatementRef(String target)
                ? Optional.of(target)
                : Optional.empty();
    }

    /** True for the verb that takes a statement back, which cannot be taken back itself. */
    public boolean isVoiding() {
        String plain = verb.toLowerCase(Locale.ROOT);
        return Stream.of("http://", "https://").anyMatch(scheme -> plain.equals(scheme + VOIDED));
    }
}
