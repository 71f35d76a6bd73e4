package dev.waymark.emission;

import static dev.waymark.emission.StatementAuthor.activity;
import static dev.waymark.emission.StatementAuthor.authored;
import static dev.waymark.emission.StatementAuthor.competencyIri;
import static dev.waymark.emission.StatementAuthor.context;
import static dev.waymark.emission.StatementAuthor.listOf;
import static dev.waymark.emission.StatementAuthor.statement;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.waymark.emission.StatementAuthor.Whom;
import dev.waymark.shared.Micros;
import dev.waymark.shared.NameBasedUuid;
import gov.adlnet.xapi.model.Activity;
import gov.adlnet.xapi.model.Context;
import gov.adlnet.xapi.model.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Puts into statements what is to come: a re-check that is due, a reminder of it, and a learner who may fall behind. */
final class ReminderAuthor {

    private ReminderAuthor() {}

    /** A re-check of a competency, in a course, due at a time. */
    record Recheck(String framework, String competency, String competencyName, Instant due, Instant at) {}

    static Authored scheduled(Whom whom, Recheck what) {
        return authored(
                about(whom, what, Vocabulary.SCHEDULED, "scheduled", Optional.empty()),
                Optional.empty(),
                names("scheduled", whom, what, ""));
    }

    /**
     * @param channel how they were reminded, such as {@code page} or {@code notice}
     */
    static Authored reminded(Whom whom, Recheck what, String channel) {
        return authored(
                about(whom, what, Vocabulary.REMINDED, "reminded", Optional.of(channel)),
                Optional.empty(),
                names("reminded", whom, what, channel + " " + Micros.of(what.at())));
    }

    /**
     * @param reasons codes, most telling first; never empty
     */
    static Authored flaggedAtRisk(Whom whom, List<String> reasons, Instant at) {
        Activity course = activity(courseIri(whom), Vocabulary.COURSE, Optional.empty());
        Context context = context(whom);
        JsonArray why = new JsonArray();
        reasons.forEach(why::add);
        HashMap<String, JsonElement> extensions = new LinkedHashMap<>();
        extensions.put(Vocabulary.RISK_REASONS, why);
        context.setExtensions(extensions);
        return authored(
                statement(whom, Vocabulary.FLAGGED_AT_RISK, "flagged at risk", course, context, at),
                Optional.empty(),
                "flagged-at-risk",
                whom.tenant(),
                whom.learner(),
                whom.course().orElse(""),
                Long.toString(Micros.of(at)));
    }

    private static Statement about(Whom whom, Recheck what, String verb, String display, Optional<String> channel) {
        Activity recheck = activity(
                competencyIri(what.framework(), what.competency()) + Vocabulary.RECHECKS,
                Vocabulary.TLA_ACTIVITY,
                Optional.of(what.competencyName()));
        Context context = context(whom);
        context.getContextActivities()
                .setGrouping(listOf(activity(
                        competencyIri(what.framework(), what.competency()), Vocabulary.COMPETENCY, Optional.empty())));
        HashMap<String, JsonElement> extensions = new LinkedHashMap<>();
        extensions.put(
                Vocabulary.DUE_DATE,
                new JsonPrimitive(what.due().truncatedTo(ChronoUnit.SECONDS).toString()));
        extensions.put(Vocabulary.FRAMEWORK_VERSION, new JsonPrimitive(what.framework()));
        channel.ifPresent(way -> extensions.put(Vocabulary.CHANNEL, new JsonPrimitive(way)));
        context.setExtensions(extensions);
        return statement(whom, verb, display, recheck, context, what.at());
    }

    private static String[] names(String kind, Whom whom, Recheck what, String more) {
        return new String[] {
            kind,
            whom.tenant(),
            whom.learner(),
            whom.course().orElse(""),
            what.competency(),
            Long.toString(Micros.of(what.due())),
            more
        };
    }

    private static String courseIri(Whom whom) {
        String course = whom.course()
                .orElseThrow(() -> new IllegalArgumentException("a learner is at risk in a course, found none"));
        return Vocabulary.COURSES
                + NameBasedUuid.of(NameBasedUuid.WAYMARK, "course", whom.installation(), whom.tenant(), course);
    }
}
