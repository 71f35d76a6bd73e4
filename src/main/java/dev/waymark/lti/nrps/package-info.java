/**
 * Names and Role Provisioning Services: reads who is in a course, page by page.
 *
 * <p>Not here: what is remembered of it ({@code learner}). Start at {@link dev.waymark.lti.nrps.Memberships}.
 */
@NullMarked
package dev.waymark.lti.nrps;

import org.jspecify.annotations.NullMarked;
