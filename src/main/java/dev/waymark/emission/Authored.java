package dev.waymark.emission;

import java.util.UUID;

/**
 * A statement of ours, ready to be sent.
 *
 * @param id named by what the statement says, so that saying it again says nothing new
 */
record Authored(UUID id, String json) {}
