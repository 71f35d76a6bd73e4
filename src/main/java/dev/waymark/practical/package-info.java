/**
 * Practical work: what learners hand in, who rated it and how, and how far raters agree. A rating becomes evidence by {@code
 * evidence.OwnObservations}, once enough people have rated. Start at {@link dev.waymark.practical.PracticalWork}.
 *
 * <p>Not here: what a rating does to an estimate ({@code engine}, {@code mastery}).
 */
@NullMarked
package dev.waymark.practical;

import org.jspecify.annotations.NullMarked;
