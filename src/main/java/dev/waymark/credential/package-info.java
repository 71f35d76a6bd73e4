/**
 * Certificates: who reached a tier with practical evidence, what was issued about it, with which key, and what was revoked. Issued
 * as Open Badges 3.0 credentials in JWT form. Start at {@link dev.waymark.credential.Certificates}.
 *
 * <p>Not here: the pages. The learner's is in {@code home}, the public ones in {@code verify}.
 *
 * @see <a href="https://www.imsglobal.org/spec/ob/v3p0/">Open Badges 3.0</a>
 */
@NullMarked
package dev.waymark.credential;

import org.jspecify.annotations.NullMarked;
