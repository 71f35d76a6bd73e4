package dev.waymark.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lrs.xapi.XapiTime;
import dev.waymark.results.GradeFile.Cell;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.NameBasedUuid;
import dev.waymark.shared.ToolSettings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Says in xAPI what a cell of a file says. */
@Singleton
class ResultAuthor {

    /** Under which all that files bring stands in the ledger. */
    static final String SOURCE = "results";

    private static final String EXTENSION = "https://w3id.org/waymark/extensions/results-import";
    private static final UUID RESULTS = NameBasedUuid.of(NameBasedUuid.WAYMARK, "results of files");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ToolSettings settings;

    ResultAuthor(ToolSettings settings) {
        this.settings = settings;
    }

    /** What the accounts of people and the activities of a course's files begin with. */
    String home(CourseId course) {
        return settings.baseUrl() + "/results/" + ResultRows.hash(course).substring(0, 16);
    }

    AgentKey agent(CourseId course, String name) {
        return AgentKey.account(home(course), name);
    }

    /** The activity of a column that is none of those known. */
    String activity(CourseId course, GradeFile.Column column) {
        String words = column.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String slug = words.substring(0, Math.min(60, words.length())) + "-"
                + AgentKey.hash(column.title()).substring(0, 8);
        return home(course) + "/" + column.id().map(id -> "assignments/" + id).orElse(slug);
    }

    static String id(CourseId course, String person, String activity, int version) {
        return NameBasedUuid.of(RESULTS, course.key(), person, activity, Integer.toString(version))
                .toString();
    }

    /**
     * @param agent as {@link AgentKey#key}, an account
     * @param cell a score, or what takes a score away
     */
    String statement(
            String id,
            CourseId course,
            String agent,
            String activity,
            String title,
            Cell cell,
            Instant at,
            String file) {
        ObjectNode statement = JSON.objectNode().put("id", id);
        statement.set("actor", account(agent));
        statement
                .putObject("verb")
                .put("id", "http://adlnet.gov/expapi/verbs/scored")
                .putObject("display")
                .put("en", "scored");
        ObjectNode object =
                statement.putObject("object").put("objectType", "Activity").put("id", activity);
        object.putObject("definition")
                .put("type", "http://adlnet.gov/expapi/activities/assessment")
                .putObject("name")
                .put("und", title);
        if (cell instanceof Cell.Score score) {
            statement
                    .putObject("result")
                    .putObject("score")
                    .put("raw", Math.min(score.points(), score.possible()))
                    .put("min", 0)
                    .put("max", score.possible());
        }
        ObjectNode context = statement.putObject("context");
        context.putObject("contextActivities")
                .putArray("grouping")
                .addObject()
                .put("objectType", "Activity")
                .put("id", home(course))
                .putObject("definition")
                .put("type", "http://adlnet.gov/expapi/activities/course");
        context.putObject("extensions").put(EXTENSION, file);
        return statement.put("timestamp", XapiTime.format(at)).toString();
    }

    /** Takes statements back. */
    List<Statement> voiding(CourseId course, List<String> statements, Instant at) {
        List<Statement> all = new ArrayList<>();
        for (String each : statements) {
            all.addAll(StatementPages.readOne(voiding(course, each, at)).statements());
        }
        return all;
    }

    private String voiding(CourseId course, String statement, Instant at) {
        ObjectNode voiding = JSON.objectNode()
                .put("id", NameBasedUuid.of(RESULTS, "void", statement).toString());
        voiding.set("actor", account(agent(course, "undo").key()));
        voiding.putObject("verb")
                .put("id", "http://adlnet.gov/expapi/verbs/voided")
                .putObject("display")
                .put("en", "voided");
        voiding.putObject("object").put("objectType", "StatementRef").put("id", statement);
        return voiding.put("timestamp", XapiTime.format(at)).toString();
    }

    private static ObjectNode account(String agent) {
        String value = AgentKey.ofKey(agent).value();
        int space = value.indexOf(' ');
        ObjectNode actor = JSON.objectNode().put("objectType", "Agent");
        actor.putObject("account").put("homePage", value.substring(0, space)).put("name", value.substring(space + 1));
        return actor;
    }

    /** One text for what a cell comes down to: equal for equal results, blank for taken away; empty if it says nothing. */
    static Optional<String> text(Cell cell) {
        return switch (cell) {
            case Cell.Score score -> Optional.of(score.points() + " of " + score.possible());
            case Cell.Excused excused -> Optional.of("");
            case Cell.Blank blank -> Optional.empty();
            case Cell.Unreadable unreadable -> Optional.empty();
        };
    }
}
