package dev.waymark.emission;

import static dev.waymark.emission.StatementAuthor.activity;
import static dev.waymark.emission.StatementAuthor.authored;
import static dev.waymark.emission.StatementAuthor.competencyIri;
import static dev.waymark.emission.StatementAuthor.context;
import static dev.waymark.emission.StatementAuthor.frameworkIri;
import static dev.waymark.emission.StatementAuthor.listOf;
import static dev.waymark.emission.StatementAuthor.statement;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.waymark.emission.StatementAuthor.Whom;
import dev.waymark.shared.Micros;
import dev.waymark.shared.NameBasedUuid;
import gov.adlnet.xapi.model.Activity;
import gov.adlnet.xapi.model.Context;
import gov.adlnet.xapi.model.Result;
import gov.adlnet.xapi.model.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Puts into statements where a learner stands: how far, how well, and that they are where their role wants them. */
final class StandingAuthor {

    private static final int LOWEST_TIER = 1;
    private static final int HIGHEST_TIER = 4;

    private StandingAuthor() {}

    /**
     * How far a learner is on the way to their role's targets.
     *
     * @param role the job role whose targets they are
     * @param percent of the tiers between where everybody begins and the targets, 0 to 100
     */
    record Progress(String framework, String role, int percent, Instant at) {}

    /**
     * What we think of one competency.
     *
     * @param level 1 to 4
     * @param targetReached true if that is at least what the role asks for
     * @param probability that the learner is at this tier or above, 0 to 1
     * @param evidence ids of the statements it rests on, newest first; never empty
     */
    record Assessment(
            String framework,
            String competency,
            String competencyName,
            int level,
            boolean targetReached,
            double probability,
            List<String> evidence,
            Instant at) {
        Assessment {
            evidence = List.copyOf(evidence);
            if (evidence.isEmpty()) {
                throw new IllegalArgumentException("an assessment of %s rests on evidence".formatted(competency));
            }
        }
    }

    static Authored progressed(Whom whom, Progress what) {
        String path = Vocabulary.PATHS
                + NameBasedUuid.of(
                        NameBasedUuid.WAYMARK, "path", whom.installation(), whom.tenant(), whom.learner(), what.role());
        Activity object = activity(path, Vocabulary.ROLE_PATH, Optional.empty());
        Statement statement = statement(
                whom, Vocabulary.PROGRESSED, "progressed", object, inFramework(whom, what.framework()), what.at());
        JsonObject howFar = new JsonObject();
        howFar.addProperty(Vocabulary.PROGRESS, what.percent());
        Result result = new Result();
        result.setExtensions(howFar);
        statement.setResult(result);
        return authored(
                statement,
                Optional.empty(),
                "progressed",
                whom.tenant(),
                whom.learner(),
                what.role(),
                Integer.toString(what.percent()),
                Long.toString(Micros.of(what.at())));
    }

    static Authored assessed(Whom whom, Assessment what) {
        Statement statement =
                statement(whom, Vocabulary.ASSESSED, "assessed", competency(what), resting(whom, what), what.at());
        Result result = new Result();
        result.setSuccess(what.targetReached());
        statement.setResult(result);
        return authored(
                statement,
                Optional.of(new ExactScore(what.level(), LOWEST_TIER, HIGHEST_TIER)),
                "assessed",
                whom.tenant(),
                whom.learner(),
                what.competency(),
                Integer.toString(what.level()),
                Long.toString(Micros.of(what.at())));
    }

    /**
     * Only for a learner whose target is reached: consumers make it a competency grade. Said once for each competency,
     * tier and version of the framework.
     */
    static Authored asserted(Whom whom, Assessment what) {
        if (!what.targetReached()) {
            throw new IllegalArgumentException(
                    "%s is asserted of nobody who is below the target".formatted(what.competency()));
        }
        Activity competency = competency(what);
        HashMap<String, JsonElement> identifier = new LinkedHashMap<>();
        identifier.put(Vocabulary.COMPETENCY_IDENTIFIER, new JsonPrimitive(what.competency()));
        competency.getDefinition().setExtensions(identifier);
        return authored(
                statement(whom, Vocabulary.ASSERTED, "asserted", competency, resting(whom, what), what.at()),
                Optional.empty(),
                "asserted",
                whom.tenant(),
                whom.learner(),
                what.framework(),
                what.competency(),
                Integer.toString(what.level()));
    }

    private static Activity competency(Assessment what) {
        return activity(
                competencyIri(what.framework(), what.competency()),
                Vocabulary.COMPETENCY,
                Optional.of(what.competencyName()));
    }

    private static Context resting(Whom whom, Assessment what) {
        Context context = inFramework(whom, what.framework());
        HashMap<String, JsonElement> extensions = new LinkedHashMap<>(context.getExtensions());
        JsonArray evidence = new JsonArray();
        what.evidence().forEach(evidence::add);
        extensions.put(Vocabulary.EVIDENCE, evidence);
        extensions.put(Vocabulary.CONFIDENCE, new JsonPrimitive(ExactScore.decimal(2 * what.probability() - 1)));
        context.setExtensions(extensions);
        return context;
    }

    private static Context inFramework(Whom whom, String framework) {
        Context context = context(whom);
        context.getContextActivities()
                .setGrouping(
                        listOf(activity(frameworkIri(framework), Vocabulary.COMPETENCY_FRAMEWORK, Optional.empty())));
        HashMap<String, JsonElement> extensions = new LinkedHashMap<>();
        extensions.put(Vocabulary.FRAMEWORK_VERSION, new JsonPrimitive(framework));
        context.setExtensions(extensions);
        return context;
    }
}
