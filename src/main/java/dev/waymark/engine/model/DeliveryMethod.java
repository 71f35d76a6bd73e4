package dev.waymark.engine.model;

/** How a learning item is taken. */
public enum DeliveryMethod {
    MICROLEARNING,
    ONLINE_COURSE,
    QUIZ,
    LAB,
    PROJECT,
    WORKSHOP,
    WEBINAR,
    PEER_MENTORING,
    READING
}
