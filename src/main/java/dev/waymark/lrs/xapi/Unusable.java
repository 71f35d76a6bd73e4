package dev.waymark.lrs.xapi;

import java.util.Optional;

/**
 * A statement that could not be read, kept as it came.
 *
 * @param id if it has one
 * @param reason what was expected and what was found, for the administrator
 */
public record Unusable(String raw, Optional<String> id, String reason) {}
