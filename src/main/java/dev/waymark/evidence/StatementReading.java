package dev.waymark.evidence;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.lrs.xapi.Actor;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.Extras;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a statement on the wire to what it says: one entry for each agent it is about, so a group's for each member. */
final class StatementReading {

    private static final int NAME_LENGTH = 500;
    private static final int KEY_LENGTH = 2000;

    /** Who grades is the actor of this Moodle event; whose essay it is stands in no place that xAPI knows. */
    private static final String ESSAY_GRADED = "essay_assessed";

    private StatementReading() {}

    static List<Row> rows(Statement statement, String source) {
        Map<String, Row> byAgent = new LinkedHashMap<>();
        for (Actor agent : statement.actor().agents()) {
            agent.key().ifPresent(key -> {
                Row row = row(statement, source, key.key(), agent, Optional.of(key));
                byAgent.putIfAbsent(row.agentHash(), row);
            });
        }
        if (byAgent.isEmpty()) {
            // A group that does not say who is in it is nobody's: it stays visible as an agent that nobody is.
            Actor group = statement.actor();
            String key = "GROUP " + group.key().map(AgentKey::key).orElse("");
            Row row = row(statement, source, key, group, Optional.empty());
            byAgent.put(row.agentHash(), row);
        }
        return List.copyOf(byAgent.values());
    }

    private static Row row(Statement statement, String source, String key, Actor agent, Optional<AgentKey> person) {
        StatementFacts facts = facts(statement, person);
        String hash = Row.hash(key);
        return new Row(
                statement.id(),
                hash,
                Row.Owner.unlinked(hash),
                cut(key, KEY_LENGTH),
                cut(agent.name().orElse(""), NAME_LENGTH),
                source,
                Row.hash(ReadingRules.mapper().groupOf(facts)),
                facts,
                "",
                "");
    }

    static StatementFacts facts(Statement statement, Optional<AgentKey> person) {
        Statement.Context context = statement.context();
        Statement.Result result = statement.result();
        Instant stored = statement
                .stored()
                .map(StatementReading::toMicros)
                .orElseThrow(() -> new IllegalArgumentException("a statement of the feed has a time of storage"));
        boolean isInstructor = context.instructor()
                .map(instructor ->
                        instructor.agents().stream().anyMatch(each -> each.key().equals(person)))
                .orElse(false);
        return new StatementFacts(
                new EvidenceId(statement.id()),
                statement.timestamp().map(StatementReading::toMicros).orElse(stored),
                stored,
                statement.verb(),
                statement.object() instanceof StatementObject.Activity activity
                        ? Optional.of(activity(activity))
                        : Optional.empty(),
                activities(context.parents()),
                activities(context.grouping()),
                ids(context.categories()),
                new StatementFacts.Result(
                        result.scaled(),
                        result.raw(),
                        result.min(),
                        result.max(),
                        result.success(),
                        result.completion()),
                context.eventName().filter(name -> name.endsWith(ESSAY_GRADED)).isEmpty(),
                isInstructor,
                context.registration(),
                context.eventName(),
                false,
                details(statement.extras()));
    }

    private static Instant toMicros(Instant time) {
        return time.getNano() % 1_000 == 0 ? time : time.truncatedTo(ChronoUnit.MICROS);
    }

    private static StatementFacts.Details details(Extras extras) {
        return new StatementFacts.Details(
                extras.session(),
                extras.progress(),
                extras.played(),
                extras.threshold(),
                extras.masteryScore(),
                extras.interaction(),
                extras.names());
    }

    private static List<StatementFacts.Activity> activities(List<StatementObject.Activity> activities) {
        if (activities.isEmpty()) {
            return List.of();
        }
        var read = new StatementFacts.Activity[activities.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = activity(activities.get(i));
        }
        return List.of(read);
    }

    private static List<String> ids(List<StatementObject.Activity> activities) {
        if (activities.isEmpty()) {
            return List.of();
        }
        String[] ids = new String[activities.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = activities.get(i).id();
        }
        return List.of(ids);
    }

    private static StatementFacts.Activity activity(StatementObject.Activity activity) {
        return new StatementFacts.Activity(new ActivityId(activity.id()), activity.type(), activity.name());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
