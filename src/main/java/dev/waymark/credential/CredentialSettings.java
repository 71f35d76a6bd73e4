package dev.waymark.credential;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * Under which name certificates are issued where no administrator has said one.
 *
 * @param name of the issuing organisation ({@code WAYMARK_CERTIFICATES_NAME}); empty: none are issued
 * @param url its web page ({@code WAYMARK_CERTIFICATES_URL}); empty: this installation's address
 */
@ConfigurationProperties("waymark.certificates")
record CredentialSettings(@Nullable String name, @Nullable String url) {}
