/**
 * Page shell, errors, security headers, words in the reader's language. No domain.
 *
 * <p>Not here: any page's content.
 */
@NullMarked
package dev.waymark.web;

import org.jspecify.annotations.NullMarked;
