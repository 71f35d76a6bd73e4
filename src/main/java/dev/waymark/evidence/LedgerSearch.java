package dev.waymark.evidence;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ledger for whoever asks what became of a statement and why. Who may ask about whom is the caller's knowledge: a
 * query names the people it is about, or says that it is about all.
 */
public interface LedgerSearch {

    int MOST_ROWS = 200;

    /** Statements that the query asks for, newest experience first. */
    Page find(TenantId tenant, Query query);

    /** One entry with all that is known of how it was read; empty if none of these people has it. */
    Optional<Found> one(TenantId tenant, Scope scope, String statementId);

    /** What these people have results on, most first: what staff of a course may want to align. */
    List<Ledger.SeenActivities> activitiesOf(TenantId tenant, Collection<LearnerId> learners, int limit);

    /** Sources that brought anything, in order. */
    List<String> sources(TenantId tenant, int limit);

    /** Verbs that were said, as {@link #wordOf} has them, in order. */
    List<String> verbs(TenantId tenant, int limit);

    /** The last word of a verb's IRI, in small letters: the same where systems write one verb's address differently. */
    static String wordOf(String verb) {
        String whole = verb.strip();
        int end = whole.length();
        while (end > 0 && isCut(whole.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        while (begin > 0 && !isCut(whole.charAt(begin - 1))) {
            begin--;
        }
        // Cut last: in small letters a word may be longer.
        String word = whole.substring(begin, end).toLowerCase(Locale.ROOT);
        return word.substring(0, Math.min(100, word.length()));
    }

    private static boolean isCut(char c) {
        return c == '/' || c == '#';
    }

    /**
     * Agents that are nobody's yet, those with the most statements first. Their order is that of the first page: what came
     * since counts from the next first page on, so that page by page nobody comes twice and nobody is passed over.
     *
     * @param after where the page before ended; empty for the first page
     */
    Waiting unlinked(TenantId tenant, Optional<WaitingCursor> after, int limit);

    /** How many agents are nobody's yet. */
    long unlinkedAgents(TenantId tenant);

    /**
     * Some of the agents that wait.
     *
     * @param before how many there were on the pages before
     * @param next where the next page begins; empty if there is none
     */
    record Waiting(List<Ledger.Unlinked> agents, long before, Optional<WaitingCursor> next) {
        public Waiting {
            agents = List.copyOf(agents);
        }
    }

    /**
     * Where a page of waiting agents ended.
     *
     * @param asOf number of the newest entry when the first page was made: later ones are not counted
     * @param statements how many of the last agent had come by then
     * @param before how many agents have been on pages
     * @param owner whose entries they are, as the ledger has it
     */
    record WaitingCursor(long asOf, long statements, long before, String owner) {

        private static final Pattern TEXT =
                Pattern.compile("([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{1,64})");

        /** Reads {@link #text}; empty if it is none. */
        public static Optional<WaitingCursor> read(String text) {
            Matcher found = TEXT.matcher(text);
            return found.matches()
                    ? Optional.of(new WaitingCursor(
                            Long.parseLong(found.group(1)),
                            Long.parseLong(found.group(2)),
                            Long.parseLong(found.group(3)),
                            Row.Owner.unlinked(found.group(4)).key()))
                    : Optional.empty();
        }

        /** For an address. */
        public String text() {
            return asOf + "-" + statements + "-" + before + "-" + owner.substring(1);
        }
    }

    /** Whose statements may be found. */
    sealed interface Scope {
        /** Everybody's of the tenant, unlinked agents included. */
        record Everybody() implements Scope {}

        /** Only of these. */
        record People(Collection<LearnerId> learners) implements Scope {
            public People {
                learners = List.copyOf(learners);
            }
        }
    }

    /** What became of it. */
    sealed interface Outcome {
        record Any() implements Outcome {}

        /** All but the statements that are our own. */
        record NotOurs() implements Outcome {}

        record Counted() implements Outcome {}

        record Ignored() implements Outcome {}

        record IgnoredBecause(Why why) implements Outcome {}

        /** {@code others}, {@code counted}, {@code ignored}, a reason of {@link #reasons}; anything else asks for all. */
        static Outcome named(String name) {
            return switch (name) {
                case "others" -> new NotOurs();
                case "counted" -> new Counted();
                case "ignored" -> new Ignored();
                default ->
                    Arrays.stream(Why.values())
                            .filter(why -> nameOf(why).equals(name))
                            .findFirst()
                            .<Outcome>map(IgnoredBecause::new)
                            .orElseGet(Any::new);
            };
        }

        /** All reasons not to count, in words with hyphens. */
        static List<String> reasons() {
            return Arrays.stream(Why.values()).map(Outcome::nameOf).toList();
        }

        static String nameOf(Why why) {
            return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param activity what was worked on: the quiz, not its attempt
     * @param source which LRS or sender
     * @param verb its IRI or the last word of it
     * @param from first instant
     * @param until first instant no longer
     * @param after where the page before ended
     * @param rows 1 to {@value #MOST_ROWS}
     */
    record Query(
            Scope scope,
            Optional<ActivityId> activity,
            Outcome outcome,
            Optional<String> source,
            Optional<String> verb,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Cursor> after,
            int rows) {

        public Query {
            if (rows < 1 || rows > MOST_ROWS) {
                throw new IllegalArgumentException("a page has 1 to %d rows, found %d".formatted(MOST_ROWS, rows));
            }
        }
    }

    /** The place of an entry in the order of {@link #find}. */
    record Cursor(Instant experienced, String statementId) {

        /** Newest experience first, then by id. */
        static final Comparator<Ledger.Entry> ORDER = Comparator.comparing(Ledger.Entry::experienced)
                .thenComparing(Ledger.Entry::statement)
                .reversed();

        /** The place of an entry. */
        public static Cursor at(Ledger.Entry entry) {
            return new Cursor(entry.experienced(), entry.statement().value());
        }

        /** True if an entry comes behind this place. */
        boolean isBefore(Ledger.Entry entry) {
            int time = entry.experienced().compareTo(experienced);
            return time < 0 || time == 0 && entry.statement().value().compareTo(statementId) < 0;
        }

        /** Reads {@link #text}; empty if it is none. */
        public static Optional<Cursor> read(String text) {
            int cut = text.indexOf('_');
            if (cut < 1 || cut > 18 || !text.substring(0, cut).matches("-?[0-9]{1,17}")) {
                return Optional.empty();
            }
            long micros = Long.parseLong(text.substring(0, cut));
            return Optional.of(new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), text.substring(cut + 1)));
        }

        /** For an address. */
        public String text() {
            return Micros.of(experienced) + "_" + statementId;
        }
    }

    /**
     * @param older where the next page begins; empty if there is none
     */
    record Page(List<Found> entries, Optional<Cursor> older) {}

    /**
     * @param learner empty while the agent is nobody's
     * @param agentKey text form of the agent's identifier
     * @param subject what somebody would align to make it count
     * @param sourceKind kind of source by the rules, such as {@code h5p}
     * @param rule id of the rule that decided what it comes down to; empty if its verb alone did
     */
    record Found(
            Optional<LearnerId> learner,
            String agentKey,
            Optional<String> agentName,
            Optional<Ledger.SeenActivities> subject,
            String sourceKind,
            Optional<String> rule,
            Ledger.Entry entry) {

        /** Why it does not count, as in {@link Outcome#reasons}; empty if it counts. */
        public String reason() {
            return entry.outcome() instanceof Mapped.Ignored ignored ? Outcome.nameOf(ignored.why()) : "";
        }

        public Instant experienced() {
            return entry.experienced();
        }

        /** Which LRS it came from. */
        public String lrs() {
            return entry.source();
        }
    }
}
