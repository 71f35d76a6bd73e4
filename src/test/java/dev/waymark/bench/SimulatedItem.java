package dev.waymark.bench;

import dev.waymark.engine.model.Tier;

/**
 * A made-up question.
 *
 * @param tier at which it is set
 * @param difficulty where it truly lies, logits
 * @param slope how sharply it tells people apart; 1 as the filter takes it
 */
record SimulatedItem(int number, Tier tier, double difficulty, double slope) {}
