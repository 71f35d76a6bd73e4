/**
 * Frameworks, job roles, catalogue and alignments, versioned and immutable once published, with their words in each language.
 * Content that comes with Waymark lies in {@code content/} on the class path and is published at start, with what an
 * installation adds to the catalogue.
 *
 * <p>Not here: anything about a person. Start at {@link dev.waymark.competency.Configurations}; how files become content is
 * in {@code ContentReader}, what an activity nobody settled may count for in {@code Suggestions}.
 */
@NullMarked
package dev.waymark.competency;

import org.jspecify.annotations.NullMarked;
