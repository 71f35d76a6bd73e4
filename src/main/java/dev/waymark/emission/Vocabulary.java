package dev.waymark.emission;

/**
 * The IRIs of our statements. Verbs are other people's, and mean what they say; ours are only what nobody else has. The
 * profile that explains them is {@code xapi-profiles/waymark.jsonld}; IRIs in it are never reused for something else.
 */
final class Vocabulary {

    /** All that is ours begins so. */
    private static final String OURS = "https://w3id.org/waymark";

    /** The version of our profile that every statement of ours carries as its category; our reader skips by it. */
    static final String PROFILE = OURS + "/profile/v0.1";

    /** TLA Master Object Model 0.10. */
    static final String RECOMMENDED = "https://w3id.org/xapi/tla/verbs/recommended";

    /** TLA learner competency assertions. */
    static final String ACHIEVED = "https://w3id.org/xapi/tla/verbs/achieved";

    /** ADL's SCORM profile. */
    static final String SCORED = "http://adlnet.gov/expapi/verbs/scored";

    static final String COMPETENCY = "https://w3id.org/xapi/tla/activity-types/competency";
    static final String COMPETENCY_FRAMEWORK = "https://w3id.org/xapi/tla/activity-types/competency-framework";
    static final String COURSE = "http://adlnet.gov/expapi/activities/course";
    static final String PROFILE_TYPE = "http://adlnet.gov/expapi/activities/profile";

    static final String LEARNING_ITEM = OURS + "/activity-types/learning-item";
    static final String LINE_ITEM = OURS + "/activity-types/line-item";

    static final String PATH_VERSION = OURS + "/extensions/path-version";
    static final String REASONS = OURS + "/extensions/reasons";
    static final String FRAMEWORK_VERSION = OURS + "/extensions/framework-version";
    static final String PROBABILITY = OURS + "/extensions/probability";
    static final String PROVISIONAL = OURS + "/extensions/provisional";

    static final String COURSES = OURS + "/courses/";
    static final String FRAMEWORKS = OURS + "/frameworks/";

    private Vocabulary() {}
}
