package dev.waymark.analytics;

import static dev.waymark.analytics.Column.hiddenKey;
import static dev.waymark.analytics.Column.key;
import static dev.waymark.analytics.Column.nullable;
import static dev.waymark.analytics.Column.plain;

import dev.waymark.access.Scope;
import dev.waymark.analytics.Column.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be read. Columns are fixed: a column may be added at the end, none is renamed or taken away within {@code v1}.
 */
enum Dataset {
    PEOPLE(
            "People who opened Waymark as learners. Students of a platform's preview are left out.",
            Scope.PEOPLE,
            "last_seen",
            key("person", Type.TEXT, "Pseudonym of a person; the same in every dataset of this installation."),
            plain("job_role", Type.TEXT, "Id of their job role; empty if they have chosen none."),
            plain("first_seen", Type.INSTANT, "When they first opened Waymark."),
            plain("last_seen", Type.INSTANT, "When they last opened Waymark.")),
    COURSES(
            "In which courses people opened Waymark as learners.",
            Scope.PEOPLE,
            "last_seen",
            key("person", Type.TEXT, "Pseudonym of a person."),
            key("registration", Type.WHOLE, "Number of the platform's registration."),
            key("context", Type.TEXT, "The course: the platform's context id."),
            plain("last_seen", Type.INSTANT, "When they last opened Waymark there.")),
    IDENTITIES(
            "Which pseudonym is whom on which platform. Personal data: it has a scope of its own.",
            Scope.IDENTITIES,
            null,
            key("person", Type.TEXT, "Pseudonym of a person."),
            key("issuer", Type.TEXT, "The platform (LTI claim iss)."),
            key("client_id", Type.TEXT, "Waymark's client id on the platform."),
            key("subject", Type.TEXT, "The person on the platform (LTI claim sub).")),
    TIERS(
            "Where each person stands in each competency, as last counted.",
            Scope.PEOPLE,
            "as_of",
            key("person", Type.TEXT, "Pseudonym of a person."),
            key("competency", Type.TEXT, "Id of a competency."),
            plain(
                    "tier",
                    Type.WHOLE,
                    "1 Aware, 2 Literate, 3 Practitioner, 4 Expert. 1 as well where nothing is known."),
            plain(
                    "known",
                    Type.YES_NO,
                    "False if nothing has told us about this competency: then the tier means nothing."),
            plain("provisional", Type.YES_NO, "True if the 90 % interval crosses more than one line between tiers."),
            plain(
                    "estimate",
                    Type.NUMBER,
                    "Mean of the estimate, logits; the lines are at -1.2, 0.3 and 1.8 by default."),
            plain("doubt", Type.NUMBER, "Standard deviation of the estimate, logits."),
            plain("pieces", Type.WHOLE, "Pieces of evidence about this very competency."),
            plain("as_of", Type.INSTANT, "When it was counted. Forgetting since then is not in it."),
            plain("configuration", Type.TEXT, "Version of framework and roles it was counted with.")),
    TIER_MOVES(
            "Every change of a tier, up or down: the history.",
            Scope.PEOPLE,
            "moved_at",
            key("person", Type.TEXT, "Pseudonym of a person."),
            key("revision", Type.WHOLE, "Count of the person's estimates; rises by one with each."),
            key("competency", Type.TEXT, "Id of a competency."),
            plain("from_tier", Type.WHOLE, "Tier before, 1 to 4."),
            plain("to_tier", Type.WHOLE, "Tier after, 1 to 4."),
            plain("moved_at", Type.INSTANT, "When it was counted, which may be later than the work that moved it.")),
    EVIDENCE(
            "Every statement about a person we know: counted, or why not.",
            Scope.PEOPLE,
            "stored_at",
            key("person", Type.TEXT, "Pseudonym of a person."),
            key("statement", Type.TEXT, "Id of the xAPI statement."),
            hiddenKey("entry", Type.TEXT),
            plain("source", Type.TEXT, "The record store it came from."),
            plain("experienced", Type.INSTANT, "When the person did it (statement timestamp)."),
            plain("stored_at", Type.INSTANT, "When the record store stored it."),
            plain(
                    "outcome",
                    Type.TEXT,
                    "COUNTED, or the reason why it was not; the reasons are in the data dictionary."),
            plain("voided", Type.YES_NO, "True if a later statement took it back.")),
    SCORES(
            "Every score that was sent to a platform's gradebook and how that ended.",
            Scope.PEOPLE,
            "ended_at",
            key("person", Type.TEXT, "Pseudonym of a person."),
            hiddenKey("entry", Type.TEXT),
            key("stamp", Type.INSTANT, "Timestamp of the score (AGS); rises with each for a person and a column."),
            plain("course", Type.TEXT, "The course: number of the registration and context id."),
            plain("line_item", Type.TEXT, "Address of the gradebook column."),
            plain("score", Type.NUMBER, "Points of 100."),
            plain("outcome", Type.TEXT, "How it ended: taken, refused, superseded."),
            plain("attempts", Type.WHOLE, "How often it was sent until then."),
            plain("ended_at", Type.INSTANT, "When it ended.")),
    TARGETS(
            "What each job role asks, in the version in force.",
            Scope.GROUPS,
            null,
            key("job_role", Type.TEXT, "Id of a job role; empty: what is asked of people who have chosen none."),
            key("competency", Type.TEXT, "Id of a competency."),
            plain("target", Type.WHOLE, "The tier that is asked, 1 to 4.")),
    HEAT_MAP(
            "How many people of a role are below what it asks. Groups of fewer than five show as nulls.",
            Scope.GROUPS,
            null,
            key("job_role", Type.TEXT, "Id of a job role; empty: people who have chosen none."),
            key("competency", Type.TEXT, "Id of a competency."),
            plain("target", Type.WHOLE, "The tier that is asked, 1 to 4."),
            nullable("people", Type.WHOLE, "People of the role; null if they are fewer than five."),
            nullable("below_target", Type.WHOLE, "How many are known to be below; null if they are fewer than five."),
            nullable("not_known", Type.WHOLE, "Of how many nothing is known; null if they are fewer than five."));

    private final String means;
    private final Scope scope;
    private final @org.jspecify.annotations.Nullable String since;
    private final List<Column> columns;

    Dataset(String means, Scope scope, @org.jspecify.annotations.Nullable String since, Column... columns) {
        this.means = means;
        this.scope = scope;
        this.since = since;
        this.columns = List.of(columns);
    }

    /** As it is written in addresses and file names. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String view() {
        return "analytics_all_" + name().toLowerCase(Locale.ROOT);
    }

    String means() {
        return means;
    }

    Scope scope() {
        return scope;
    }

    /** The column that {@code since} asks about; empty if the dataset has no time. */
    Optional<String> since() {
        return Optional.ofNullable(since);
    }

    /** All that are read, also those that only keep the place. */
    List<Column> columns() {
        return columns;
    }

    List<Column> shown() {
        return columns.stream().filter(Column::shown).toList();
    }

    List<Column> keys() {
        return columns.stream().filter(Column::key).toList();
    }

    static Optional<Dataset> of(String slug) {
        return Arrays.stream(values()).filter(each -> each.slug().equals(slug)).findFirst();
    }
}
