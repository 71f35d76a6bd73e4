/**
 * Frameworks, job roles, catalogue and alignments, versioned and immutable once published, with their words in each language.
 *
 * <p>Not here: anything about a person.
 */
@NullMarked
package dev.waymark.competency;

import org.jspecify.annotations.NullMarked;
