/**
 * Face: the public pages of certificates. Whoever was given the address of a certificate sees here whether it is valid and what it
 * certifies; programs find the credential, keys, issuers and revocations. Nobody is asked who they are, and no cookie is set.
 *
 * <p>It may use the room that keeps certificates and no room that knows people, so that nothing else can be shown by mistake.
 * Start at {@link dev.waymark.verify.CertificateController}.
 */
@NullMarked
package dev.waymark.verify;

import org.jspecify.annotations.NullMarked;
