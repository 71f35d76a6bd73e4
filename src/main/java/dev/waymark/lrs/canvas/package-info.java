/**
 * Takes Canvas Live Events, which Canvas sends over HTTPS as signed tokens, and says in xAPI what they say of results. From
 * there on they go the way of every statement. Start at {@link dev.waymark.lrs.canvas.CanvasEventsController}.
 *
 * <p>Not here: what is done with the statements ({@code lrs.feed}), and what they mean for a competency ({@code evidence}).
 */
@NullMarked
package dev.waymark.lrs.canvas;

import org.jspecify.annotations.NullMarked;
