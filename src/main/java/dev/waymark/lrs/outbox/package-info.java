/**
 * Takes our own statements and sends them to the LRS after commit, in order, until it has them.
 *
 * <p>Not here: what is said ({@code emission}).
 */
@NullMarked
package dev.waymark.lrs.outbox;

import org.jspecify.annotations.NullMarked;
