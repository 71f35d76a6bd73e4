/**
 * Speaks xAPI 1.0.3 and 2.0 to the LRSs of a tenant; knows no mastery. Here: where the LRS is and the one way to call it.
 *
 * <p>Not here: what is read ({@code lrs.xapi}), when ({@code lrs.feed}), what is sent ({@code lrs.outbox}). Start at
 * {@code lrs.feed}.
 */
@NullMarked
package dev.waymark.lrs;

import org.jspecify.annotations.NullMarked;
