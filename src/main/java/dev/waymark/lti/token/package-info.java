/**
 * Access tokens of platforms: who we are is proved by a signed assertion, and a token is kept until shortly before its
 * end.
 *
 * <p>Not here: what is done with a token ({@code lti.ags}). Start at {@link dev.waymark.lti.token.AccessTokens}.
 */
@NullMarked
package dev.waymark.lti.token;

import org.jspecify.annotations.NullMarked;
