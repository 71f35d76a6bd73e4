/**
 * Platforms, their deployments and our keys for them. Reads the files of the configuration folder.
 *
 * <p>Not here: launches.
 */
@NullMarked
package dev.waymark.lti.registration;

import org.jspecify.annotations.NullMarked;
