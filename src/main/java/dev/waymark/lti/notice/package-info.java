/**
 * What platforms tell of courses besides launches: notices of the Platform Notification Service, and the history that a
 * launch brings along.
 *
 * <p>Not here: what a copied course keeps (the rooms that hear {@link dev.waymark.lti.notice.CourseCopied}).
 */
@NullMarked
package dev.waymark.lti.notice;

import org.jspecify.annotations.NullMarked;
