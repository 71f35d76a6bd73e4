package dev.waymark.lrs.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Statements as a Moodle course writes them, the n-th always the same: of ten, four are answers of a quiz, one the attempt
 * that they belong to, one a completion, three are views and one a login. About 1.6 kB each.
 */
public final class MoodleLike {

    static final String SITE = "https://moodle.bench.test";

    private static final Instant BEGIN = Instant.parse("2024-01-01T08:00:00Z");
    private static final String PARENTS =
            "{\"id\":\"%1$s/course/section.php?id=%2$d\",\"definition\":{\"name\":{\"en\":\"Course %2$d Section 1\"},"
                    + "\"type\":\"http://id.tincanapi.com/activitytype/section\"},\"objectType\":\"Activity\"},"
                    + "{\"id\":\"%1$s/course/view.php?id=%2$d\",\"definition\":{\"name\":{\"en\":\"Working with AI, group %2$d\"},"
                    + "\"type\":\"https://w3id.org/xapi/cmi5/activitytype/course\"},\"objectType\":\"Activity\"}";

    private final int learners;
    private final int courses;

    public MoodleLike(int learners) {
        this.learners = learners;
        this.courses = Math.max(1, learners / 200);
    }

    /** As random as the ids of real statements are, and the same each time (Vigna's finalizer of splitmix64). */
    private static long mixed(long n) {
        long z = n + 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ z >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }

    static String user(int learner) {
        return Integer.toString(1000 + learner);
    }

    /** A block of ten statements is one learner's; the blocks of a class are mixed, as in a live course. */
    public String statement(long n) {
        long block = n / 10;
        int kind = (int) (n % 10);
        int learner = (int) Math.floorMod(block * 7919, (long) learners);
        long round = block / learners;
        int course = learner % courses;
        int quiz = 100 * course + (int) (round % 40);
        Instant stored = BEGIN.plusMillis(n * 500);
        String id = new UUID(mixed(n) << 16 | 0x4000L, 0x8000_0000_0000_0000L | n).toString();
        String cmid = SITE + "/mod/quiz/view.php?id=" + quiz;
        String attempt = SITE + "/mod/quiz/attempt.php?attempt=" + block + "&cmid=" + quiz;
        boolean right = (learner * 31 + round + kind) % 3 != 0;
        String verb;
        String object;
        String result = "";
        String parents = PARENTS.formatted(SITE, course);
        String event;
        if (kind < 4) {
            verb = "http://adlnet.gov/expapi/verbs/answered";
            event = "\\\\mod_quiz\\\\event\\\\attempt_submitted";
            object = activity(
                    SITE + "/question/question.php?cmid=" + quiz + "&id=" + kind,
                    "Question " + kind + " about spotting what a model made up",
                    "http://adlnet.gov/expapi/activities/cmi.interaction");
            result = "\"result\":{\"success\":" + right + ",\"response\":\"" + kind
                    + "\",\"completion\":true,\"extensions\":{\"http://learninglocker.net/xapi/cmi/choice/response\":\""
                    + kind + "\"}},";
            parents = activity(attempt, "Quiz " + quiz + " Attempt", "http://adlnet.gov/expapi/activities/attempt") + ","
                    + activity(cmid, "Quiz " + quiz, "http://adlnet.gov/expapi/activities/assessment") + "," + parents;
        } else if (kind == 4) {
            verb = "http://adlnet.gov/expapi/verbs/completed";
            event = "\\\\mod_quiz\\\\event\\\\attempt_submitted";
            object = activity(attempt, "Quiz " + quiz + " Attempt", "http://adlnet.gov/expapi/activities/attempt");
            result = "\"result\":{\"completion\":true,\"success\":true,\"score\":{\"raw\":" + (5 + (learner + round) % 6)
                    + ",\"min\":0,\"max\":10,\"scaled\":0.5}},";
            parents = activity(cmid, "Quiz " + quiz, "http://adlnet.gov/expapi/activities/assessment") + "," + parents;
        } else if (kind == 5) {
            verb = "http://adlnet.gov/expapi/verbs/completed";
            event = "\\\\core\\\\event\\\\course_module_completion_updated";
            object = activity(
                    SITE + "/mod/page/view.php?id=" + (quiz + 50),
                    "Reading " + quiz + ": how prompts are written",
                    "https://w3id.org/xapi/acrossx/activities/page");
            result = "\"result\":{\"completion\":true},";
        } else if (kind < 9) {
            verb = "http://id.tincanapi.com/verb/viewed";
            event = "\\\\core\\\\event\\\\course_module_viewed";
            object = activity(
                    SITE + "/mod/page/view.php?id=" + (quiz + 50 + kind),
                    "Page " + quiz + ": how prompts are written",
                    "https://w3id.org/xapi/acrossx/activities/page");
        } else {
            verb = "https://xapi.edlm/profiles/edlm-lms/concepts/verbs/login";
            event = "\\\\core\\\\event\\\\user_loggedin";
            object = activity(SITE, "A Moodle", "http://id.tincanapi.com/activitytype/lms");
        }
        return "{\"id\":\"" + id + "\",\"verb\":{\"id\":\"" + verb + "\",\"display\":{\"en\":\"Did\"}},"
                + "\"actor\":{\"name\":\"Learner " + learner + "\",\"account\":{\"name\":\"" + user(learner)
                + "\",\"homePage\":\"" + SITE + "\"},\"objectType\":\"Agent\"},\"object\":" + object + "," + result
                + "\"stored\":\"" + stored + "\",\"context\":{\"language\":\"en\",\"platform\":\"Moodle\",\"extensions\":{"
                + "\"http://lrs.learninglocker.net/define/extensions/info\":{\"event_name\":\"" + event
                + "\",\"event_function\":\"\\\\src\\\\transformer\\\\events\\\\all\",\"http://moodle.org\":"
                + "\"4.5.6 (Build: 20250811)\",\"https://github.com/xAPI-vle/moodle-logstore_xapi\":\"5.0.1\"}},"
                + "\"registration\":\"7446a083-77cd-51e3-b10e-052588edb968\",\"contextActivities\":{\"parent\":[" + parents
                + "],\"category\":[" + activity(SITE, "A Moodle", "http://id.tincanapi.com/activitytype/lms")
                + "]}},\"version\":\"1.0.0\",\"authority\":{\"mbox\":\"mailto:moodle@bench.test\",\"name\":\"moodle\","
                + "\"objectType\":\"Agent\"},\"timestamp\":\"" + stored.minusSeconds(20) + "\"}";
    }

    private static String activity(String id, String name, String type) {
        return "{\"id\":\"" + id + "\",\"definition\":{\"name\":{\"en\":\"" + name + "\"},\"type\":\"" + type
                + "\"},\"objectType\":\"Activity\"}";
    }

    /** A page as an LRS gives it. */
    public byte[] page(long from, int count) {
        var body = new StringBuilder("{\"statements\":[");
        for (long n = from; n < from + count; n++) {
            body.append(n == from ? "" : ",").append(statement(n));
        }
        return body.append("],\"more\":\"\"}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
