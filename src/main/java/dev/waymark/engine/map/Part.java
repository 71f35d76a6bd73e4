package dev.waymark.engine.map;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.List;
import java.util.Optional;

/** What an activity is within a course, told by its type, or by its address where the source leaves the type out. */
enum Part {
    /** One go at a quiz; the quiz is a parent of it. */
    ATTEMPT("/mod/quiz/attempt.php?", "/activities/attempt", "/type/moodle/attempt"),
    /** What a learner or a teacher sees of an attempt afterwards, or one slot of it. */
    REVIEW("/mod/quiz/review.php?", "/review"),
    REVIEWED_SLOT("&slot=", "/review#slot"),
    /** Work handed in to an assignment; the assignment is a parent of it. */
    SUBMISSION("#submission", "/activity-types/submission"),
    ASSESSMENT("/mod/quiz/view.php?", "/activities/assessment", "/type/moodle/quiz"),
    SECTION("/course/section.php?", "/activitytype/section"),
    COURSE("/course/view.php?", "/activitytype/course", "/type/moodle/course", "vocab.xapi.fr/activities/course"),
    /** A course of Open edX: its type is the one that authoring tools give to a package of theirs, its address is not. */
    EDX_COURSE("course-v1:"),
    CONTENT_SET("/xapi/activities/course/", "/activity-types/content_set"),
    PLATFORM("/my/", "/activitytype/lms", "/activitytype/site"),
    SYSTEM("(none)", "/activity-types/system", "vocab.xapi.fr/activities/system");

    private static final List<Part> FRAMES = List.of(
            ATTEMPT, REVIEW, REVIEWED_SLOT, SUBMISSION, SECTION, COURSE, EDX_COURSE, CONTENT_SET, PLATFORM, SYSTEM);

    private final String addressPart;
    private final List<String> typeEnds;

    Part(String addressPart, String... typeEnds) {
        this.addressPart = addressPart;
        this.typeEnds = List.of(typeEnds);
    }

    boolean is(Activity activity) {
        if (this == EDX_COURSE) {
            String iri = activity.id().iri();
            return iri.contains(addressPart) && !iri.contains("block-v1:");
        }
        String type = activity.type().orElse(null);
        return type != null ? endsAsOne(type) : activity.id().iri().contains(addressPart);
    }

    private boolean endsAsOne(String type) {
        for (String end : typeEnds) {
            if (type.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    boolean isObjectOf(StatementFacts statement) {
        Activity object = statement.object().orElse(null);
        return object != null && is(object);
    }

    /** The object of the statement, or the first parent, that is this. */
    Optional<Activity> in(StatementFacts statement) {
        return isObjectOf(statement) ? statement.object() : firstOf(statement.parents());
    }

    /** The object of the statement, or the first activity around it, that is this. */
    Optional<Activity> near(StatementFacts statement) {
        Optional<Activity> inside = in(statement);
        return inside.isPresent() ? inside : firstOf(statement.grouping());
    }

    private Optional<Activity> firstOf(List<Activity> activities) {
        for (Activity each : activities) {
            if (is(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** True for what holds activities or comes out of them and is seldom itself what a skill is practised on. */
    static boolean isFrame(Activity activity) {
        for (Part part : FRAMES) {
            if (part.is(activity)) {
                return true;
            }
        }
        return false;
    }
}
