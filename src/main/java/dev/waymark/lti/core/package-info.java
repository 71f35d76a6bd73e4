/**
 * LTI 1.3 messages, services and the checks a tool owes them, free of any framework; also built as the jar
 * {@code lti-13-core}.
 *
 * <p>Not here: HTTP, storage, sessions (see {@code lti.launch}, {@code lti.session}). Start at {@link
 * dev.waymark.lti.core.ResourceLinkLaunch}.
 */
@NullMarked
package dev.waymark.lti.core;

import org.jspecify.annotations.NullMarked;
