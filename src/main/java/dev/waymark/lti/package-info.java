/**
 * Speaks LTI 1.3 Advantage; knows no competency. Start at {@code lti.core} for the rules and {@code lti.launch} for the
 * way in.
 */
@NullMarked
package dev.waymark.lti;

import org.jspecify.annotations.NullMarked;
