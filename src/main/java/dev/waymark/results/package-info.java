/**
 * Files of results that staff of a course read in: what is in them, who the people are, what became of each score, and
 * how to take a file back. Start at {@link dev.waymark.results.ResultFiles}.
 *
 * <p>Not here: what a score means for a competency. Every score becomes a statement and goes the way of all statements
 * ({@code lrs}, {@code evidence}); so it is in the ledger, with its reason.
 */
@NullMarked
package dev.waymark.results;

import org.jspecify.annotations.NullMarked;
