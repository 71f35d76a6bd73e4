package dev.waymark.emission;

/**
 * The IRIs of our statements. Verbs are other people's, and mean what they say; ours are only what nobody else has. The
 * profile that explains them is {@code xapi-profiles/waymark.jsonld}; IRIs in it are never reused for something else.
 */
final class Vocabulary {

    /** All that is ours begins so. */
    private static final String OURS = "https://w3id.org/waymark";

    /** The version of our profile that every statement of ours carries as its category; our reader skips by it. */
    static final String PROFILE = OURS + "/profile/v0.2";

    /** TLA Master Object Model 0.10. */
    static final String RECOMMENDED = "https://w3id.org/xapi/tla/verbs/recommended";

    /** TLA learner competency assertions. */
    static final String ACHIEVED = "https://w3id.org/xapi/tla/verbs/achieved";

    /** ADL's SCORM profile. */
    static final String SCORED = "http://adlnet.gov/expapi/verbs/scored";

    /** ADL; the progress itself is cmi5's result extension. */
    static final String PROGRESSED = "http://adlnet.gov/expapi/verbs/progressed";

    /** TLA Master Object Model 0.10, as are the two below. */
    static final String ASSESSED = "https://w3id.org/xapi/tla/verbs/assessed";

    /** Consumers turn it into a competency grade: only for who is at the tier that their role asks for. */
    static final String ASSERTED = "https://w3id.org/xapi/tla/verbs/asserted";

    static final String SCHEDULED = "https://w3id.org/xapi/tla/verbs/scheduled";

    /** Ours. */
    static final String REMINDED = OURS + "/verbs/reminded";

    /** Ours; said only where an administrator switched it on. */
    static final String FLAGGED_AT_RISK = OURS + "/verbs/flagged-at-risk";

    static final String COMPETENCY = "https://w3id.org/xapi/tla/activity-types/competency";
    static final String COMPETENCY_FRAMEWORK = "https://w3id.org/xapi/tla/activity-types/competency-framework";
    static final String COURSE = "http://adlnet.gov/expapi/activities/course";
    static final String PROFILE_TYPE = "http://adlnet.gov/expapi/activities/profile";

    static final String LEARNING_ITEM = OURS + "/activity-types/learning-item";
    static final String LINE_ITEM = OURS + "/activity-types/line-item";

    static final String ROLE_PATH = "https://w3id.org/xapi/tla/activity-types/content_set";
    static final String TLA_ACTIVITY = "https://w3id.org/xapi/tla/activity-types/activity";

    /** cmi5, 0 to 100. */
    static final String PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";

    static final String LEARNER = "https://w3id.org/xapi/tla/extensions/learner";
    static final String EVIDENCE = "https://w3id.org/xapi/tla/extensions/evidence";

    /** -1 to 1. */
    static final String CONFIDENCE = "https://w3id.org/xapi/tla/extensions/confidence";

    static final String DUE_DATE = "https://w3id.org/xapi/tla/extensions/due_date";

    /** By which an LMS knows the competency. */
    static final String COMPETENCY_IDENTIFIER = "https://w3id.org/xapi/tla/extensions/competency-identifier";

    static final String CHANNEL = OURS + "/extensions/channel";
    static final String RISK_REASONS = OURS + "/extensions/risk-reasons";
    static final String PATHS = OURS + "/paths/";
    static final String RECHECKS = "/rechecks";

    static final String PATH_VERSION = OURS + "/extensions/path-version";
    static final String REASONS = OURS + "/extensions/reasons";
    static final String FRAMEWORK_VERSION = OURS + "/extensions/framework-version";
    static final String PROBABILITY = OURS + "/extensions/probability";
    static final String PROVISIONAL = OURS + "/extensions/provisional";

    static final String COURSES = OURS + "/courses/";
    static final String FRAMEWORKS = OURS + "/frameworks/";

    private Vocabulary() {}
}
