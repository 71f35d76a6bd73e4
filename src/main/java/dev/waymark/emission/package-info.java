/**
 * Our own xAPI statements, by our own profile.
 *
 * <p>Not here: sending them ({@code lrs.outbox}).
 */
@NullMarked
package dev.waymark.emission;

import org.jspecify.annotations.NullMarked;
