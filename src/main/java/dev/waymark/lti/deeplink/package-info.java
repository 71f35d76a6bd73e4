/**
 * Deep linking: what of ours can be put into a course ({@link dev.waymark.lti.deeplink.Linkable}), which request waits for
 * an answer, and the answer itself.
 *
 * <p>Not here: the page on which somebody chooses ({@code instructor}). Start at {@link
 * dev.waymark.lti.deeplink.DeepLinks}.
 */
@NullMarked
package dev.waymark.lti.deeplink;

import org.jspecify.annotations.NullMarked;
