package dev.waymark.lrs;

import java.util.UUID;

/** Statements as Moodle's plugin writes them, as short as they can be. */
public final class Written {

    public static final String SITE = "https://moodle.test";

    private Written() {}

    public static String id() {
        return UUID.randomUUID().toString();
    }

    public static String actor(String user) {
        return "{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}}".formatted(SITE, user);
    }

    /** A quiz submitted: the object is the attempt, the quiz is its parent. */
    public static String quizAttempt(String user, int quiz, int attempt, double score, String timestamp) {
        return quizAttempt(id(), user, quiz, attempt, score, timestamp);
    }

    public static String quizAttempt(String id, String user, int quiz, int attempt, double score, String timestamp) {
        return """
                {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},
                "object":{"id":"%s/mod/quiz/attempt.php?attempt=%d&cmid=%d","definition":{"name":{"en":"Attempt"},
                "type":"http://adlnet.gov/expapi/activities/attempt"}},
                "result":{"completion":true,"success":true,"score":{"raw":%s,"min":0,"max":10,"scaled":0.0}},
                "context":{"contextActivities":{"parent":[{"id":"%s","definition":{"name":{"en":"Quiz %d"},
                "type":"http://adlnet.gov/expapi/activities/assessment"}},
                {"id":"%s/course/view.php?id=2",
                "definition":{"type":"https://w3id.org/xapi/cmi5/activitytype/course"}}]}},
                "timestamp":"%s"}""".formatted(id, actor(user), SITE, attempt, quiz, score, quizId(quiz), quiz, SITE, timestamp);
    }

    public static String quizId(int quiz) {
        return SITE + "/mod/quiz/view.php?id=" + quiz;
    }

    public static String viewed(String user, String timestamp) {
        return """
                {"id":"%s","actor":%s,"verb":{"id":"http://id.tincanapi.com/verb/viewed"},
                "object":{"id":"%s/course/view.php?id=2",
                "definition":{"type":"https://w3id.org/xapi/cmi5/activitytype/course"}},"timestamp":"%s"}""".formatted(id(), actor(user), SITE, timestamp);
    }

    public static String voids(String target) {
        return """
                {"id":"%s","actor":{"mbox":"mailto:admin@moodle.test"},
                "verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},
                "object":{"objectType":"StatementRef","id":"%s"}}""".formatted(id(), target);
    }
}
