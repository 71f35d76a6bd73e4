package dev.waymark.verify;

import java.util.Optional;

/**
 * The form for a signed text, and what came of it.
 *
 * @param state {@code valid}, {@code revoked} or {@code refused}; empty before anything was sent
 * @param sentence what came of it
 * @param address of the certificate's own page, if it is one of ours
 */
public record CheckPage(String state, String sentence, Optional<String> address) {}
