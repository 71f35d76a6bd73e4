/**
 * Platforms, their deployments, their keys and our keys for them. Reads the files of the configuration folder at start;
 * the database is what everybody else asks.
 *
 * <p>Not here: launches. Start at {@link dev.waymark.lti.registration.Platforms}.
 */
@NullMarked
package dev.waymark.lti.registration;

import org.jspecify.annotations.NullMarked;
