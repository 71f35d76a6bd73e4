/**
 * Which programs may read this installation: keys for the API, and accounts of the database. Each belongs to one tenant
 * and says whether it may see single people or only groups.
 *
 * <p>Not here: what they read ({@code analytics}), people who log in ({@code admin}, {@code lti.session}). Start at {@link
 * dev.waymark.access.ApiTokens}.
 */
@NullMarked
package dev.waymark.access;

import org.jspecify.annotations.NullMarked;
