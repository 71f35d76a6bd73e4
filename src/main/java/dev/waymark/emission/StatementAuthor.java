package dev.waymark.emission;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.waymark.shared.Micros;
import dev.waymark.shared.NameBasedUuid;
import gov.adlnet.xapi.model.Account;
import gov.adlnet.xapi.model.Activity;
import gov.adlnet.xapi.model.ActivityDefinition;
import gov.adlnet.xapi.model.Actor;
import gov.adlnet.xapi.model.Agent;
import gov.adlnet.xapi.model.Context;
import gov.adlnet.xapi.model.ContextActivities;
import gov.adlnet.xapi.model.IStatementObject;
import gov.adlnet.xapi.model.Result;
import gov.adlnet.xapi.model.Statement;
import gov.adlnet.xapi.model.Verb;
import gov.adlnet.xapi.model.adapters.ActorAdapter;
import gov.adlnet.xapi.model.adapters.StatementObjectAdapter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what happened into statements, one method for each template of our profile. Pure: the same happening gives the
 * same bytes.
 *
 * <p>jxapi's model writes the statement, with the adapters its own client would use; its score does not (see {@link
 * ExactScore}). No name, no address, no language of a person: an account is all that is said of them.
 *
 * <p>Within one registration a profile's statements must follow its patterns (xAPI Profiles 1.0, 3.8). Each of our
 * templates is a pattern by itself, so statements may come in any number and order.
 */
final class StatementAuthor {

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(Actor.class, new ActorAdapter())
            .registerTypeAdapter(IStatementObject.class, new StatementObjectAdapter())
            .disableHtmlEscaping()
            .create();

    private static final int LOWEST_TIER = 1;
    private static final int HIGHEST_TIER = 4;

    private StatementAuthor() {}

    /**
     * Who a statement is about, and where.
     *
     * @param installation where this installation is reached: keeps its courses apart from another's
     * @param course key of the course; empty where what happened belongs to no course
     */
    record Whom(
            String installation,
            String tenant,
            String learner,
            String homePage,
            String name,
            Optional<String> course) {}

    /**
     * The next step of a path.
     *
     * @param framework version of the framework, such as {@code ai-upskilling/1}
     * @param competency what the step is mainly for
     * @param boundTo the course activity in which the step is taken, if there is one
     * @param reasons codes, most telling first
     */
    record Recommendation(
            String item,
            Optional<String> title,
            String framework,
            String competency,
            Optional<String> boundTo,
            List<String> reasons,
            long pathVersion,
            Instant at) {}

    /**
     * A tier that was reached.
     *
     * @param level 2 to 4
     * @param probability that the learner is at this tier or above, 0 to 1
     */
    record Achievement(
            String framework,
            String competency,
            String competencyName,
            int level,
            double probability,
            boolean provisional,
            Instant at) {}

    /** A score that the LMS has taken. */
    record Grade(URI lineItem, double given, double maximum, Instant at) {}

    static Authored recommended(Whom whom, Recommendation what) {
        Activity item = activity(
                frameworkIri(what.framework()) + "/items/" + what.item(), Vocabulary.LEARNING_ITEM, what.title());
        Context context = context(whom);
        ContextActivities around = context.getContextActivities();
        around.setGrouping(listOf(
                activity(competencyIri(what.framework(), what.competency()), Vocabulary.COMPETENCY, Optional.empty())));
        what.boundTo().ifPresent(bound -> around.setOther(listOf(new Activity(bound))));
        HashMap<String, JsonElement> extensions = new LinkedHashMap<>();
        extensions.put(Vocabulary.LEARNER, agent(whom));
        extensions.put(Vocabulary.PATH_VERSION, new JsonPrimitive(what.pathVersion()));
        extensions.put(Vocabulary.FRAMEWORK_VERSION, new JsonPrimitive(what.framework()));
        JsonArray reasons = new JsonArray();
        what.reasons().forEach(reasons::add);
        extensions.put(Vocabulary.REASONS, reasons);
        context.setExtensions(extensions);
        return authored(
                statement(whom, Vocabulary.RECOMMENDED, "recommended", item, context, what.at()),
                Optional.empty(),
                "recommended",
                whom.tenant(),
                whom.learner(),
                whom.course().orElse(""),
                Long.toString(what.pathVersion()));
    }

    static Authored achieved(Whom whom, Achievement what) {
        Activity competency = activity(
                competencyIri(what.framework(), what.competency()),
                Vocabulary.COMPETENCY,
                Optional.of(what.competencyName()));
        Context context = context(whom);
        context.getContextActivities()
                .setGrouping(listOf(
                        activity(frameworkIri(what.framework()), Vocabulary.COMPETENCY_FRAMEWORK, Optional.empty())));
        HashMap<String, JsonElement> extensions = new LinkedHashMap<>();
        extensions.put(Vocabulary.FRAMEWORK_VERSION, new JsonPrimitive(what.framework()));
        context.setExtensions(extensions);
        Statement statement = statement(whom, Vocabulary.ACHIEVED, "achieved", competency, context, what.at());
        JsonObject howSure = new JsonObject();
        howSure.addProperty(Vocabulary.PROBABILITY, ExactScore.decimal(what.probability()));
        howSure.addProperty(Vocabulary.PROVISIONAL, what.provisional());
        Result result = new Result();
        result.setExtensions(howSure);
        statement.setResult(result);
        return authored(
                statement,
                Optional.of(new ExactScore(what.level(), LOWEST_TIER, HIGHEST_TIER)),
                "achieved",
                whom.tenant(),
                whom.learner(),
                what.competency(),
                Integer.toString(what.level()),
                Long.toString(Micros.of(what.at())));
    }

    static Authored scored(Whom whom, Grade what) {
        Activity lineItem = activity(what.lineItem().toString(), Vocabulary.LINE_ITEM, Optional.empty());
        Statement statement = statement(whom, Vocabulary.SCORED, "scored", lineItem, context(whom), what.at());
        statement.setResult(new Result());
        return authored(
                statement,
                Optional.of(new ExactScore(what.given(), 0, what.maximum())),
                "scored",
                whom.tenant(),
                whom.learner(),
                what.lineItem().toString(),
                Long.toString(Micros.of(what.at())));
    }

    /** The learner as an agent, where a template wants them named besides the actor. */
    private static JsonObject agent(Whom whom) {
        JsonObject account = new JsonObject();
        account.addProperty("homePage", whom.homePage());
        account.addProperty("name", whom.name());
        JsonObject agent = new JsonObject();
        agent.addProperty("objectType", "Agent");
        agent.add("account", account);
        return agent;
    }

    static Authored authored(Statement statement, Optional<ExactScore> score, String... names) {
        var id = NameBasedUuid.of(NameBasedUuid.WAYMARK, names);
        statement.setId(id.toString());
        JsonObject json = GSON.toJsonTree(statement).getAsJsonObject();
        // jxapi leaves it out where it is the default; readers of the TLA's own profile look for it.
        json.getAsJsonObject("object").addProperty("objectType", "Activity");
        score.ifPresent(exact -> json.getAsJsonObject("result").add("score", exact.json()));
        return new Authored(id, GSON.toJson(json));
    }

    static Statement statement(Whom whom, String verb, String display, Activity object, Context context, Instant at) {
        Agent actor = new Agent(null, new Account(whom.name(), whom.homePage()));
        Statement statement = new Statement(actor, new Verb(verb, english(display)), object);
        statement.setTimestamp(at.truncatedTo(ChronoUnit.MILLIS).toString());
        statement.setContext(context);
        return statement;
    }

    static Context context(Whom whom) {
        ContextActivities around = new ContextActivities();
        around.setCategory(listOf(activity(Vocabulary.PROFILE, Vocabulary.PROFILE_TYPE, Optional.empty())));
        whom.course()
                .ifPresent(course -> around.setParent(listOf(activity(
                        Vocabulary.COURSES
                                + NameBasedUuid.of(
                                        NameBasedUuid.WAYMARK, "course", whom.installation(), whom.tenant(), course),
                        Vocabulary.COURSE,
                        Optional.empty()))));
        Context context = new Context();
        context.setRegistration(NameBasedUuid.of(
                        NameBasedUuid.WAYMARK,
                        "registration",
                        whom.tenant(),
                        whom.course().orElse(""),
                        whom.learner())
                .toString());
        context.setPlatform("Waymark");
        context.setContextActivities(around);
        return context;
    }

    static Activity activity(String id, String type, Optional<String> name) {
        ActivityDefinition definition = new ActivityDefinition();
        definition.setType(type);
        name.ifPresent(words -> definition.setName(english(words)));
        return new Activity(id, definition);
    }

    static String competencyIri(String framework, String competency) {
        return frameworkIri(framework) + "/competencies/" + competency;
    }

    /** A competency stays the same one across versions of its framework. */
    static String frameworkIri(String version) {
        int slash = version.lastIndexOf('/');
        String name = slash < 0 ? version : version.substring(0, slash);
        return Vocabulary.FRAMEWORKS + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static HashMap<String, String> english(String words) {
        return new HashMap<>(Map.of("en", words));
    }

    static ArrayList<Activity> listOf(Activity one) {
        return new ArrayList<>(List.of(one));
    }
}
