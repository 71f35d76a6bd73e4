package dev.waymark.lti.core;

/** What a person may do here. Unknown roles of the launch are dropped; no known role means least privilege. */
public enum Role {
    LEARNER,
    INSTRUCTOR,
    TEACHING_ASSISTANT,
    MENTOR,
    CONTENT_DEVELOPER,
    ADMINISTRATOR
}
