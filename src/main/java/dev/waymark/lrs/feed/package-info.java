/**
 * Brings statements in: pulled from a source by cursor or for one learner now, each stored once, voids remembered.
 *
 * <p>Not here: whose statement it is ({@code learner}), what it counts for ({@code evidence}).
 */
@NullMarked
package dev.waymark.lrs.feed;

import org.jspecify.annotations.NullMarked;
