/**
 * OIDC login and launch over HTTP: from a form that anybody could have sent to a launch that was checked, or a refusal
 * with a reason.
 *
 * <p>Not here: the checks themselves ({@code lti.core}), who is looking afterwards ({@code lti.session}).
 */
@NullMarked
package dev.waymark.lti.launch;

import org.jspecify.annotations.NullMarked;
