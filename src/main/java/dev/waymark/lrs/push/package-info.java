/**
 * Takes statements that are pushed to us, by an LRS that forwards or by a plugin that thinks we are one, and answers as
 * an LRS would as far as a sender can tell.
 *
 * <p>Not here: what is done with them ({@code lrs.feed}). Where there is an LRS, reading it remains the truth: what was
 * pushed is then stored once, under the LRS's ids.
 */
@NullMarked
package dev.waymark.lrs.push;

import org.jspecify.annotations.NullMarked;
