/**
 * What analytics consumers read: datasets with fixed columns, by page from an API, as a stream of CSV or JSON lines, and as
 * views of the database. All three show the same rows, because the API reads the views.
 *
 * <p>Not here: who may read ({@code access}), any figure's making (the nouns keep them). The views are made by this room's
 * migrations; they are the one place where a query may cross the tables of several rooms. Start at {@link
 * dev.waymark.analytics.Dataset}.
 */
@NullMarked
package dev.waymark.analytics;

import org.jspecify.annotations.NullMarked;
