/**
 * The few lines of web server that the practice peers need, on the JDK's own. It starts in milliseconds, answers on
 * loopback only, and nothing of the tool can leak into it.
 *
 * <p>Not here: what is answered. Start at {@link dev.waymark.sandbox.http.PracticeServer}.
 */
@NullMarked
package dev.waymark.sandbox.http;

import org.jspecify.annotations.NullMarked;
