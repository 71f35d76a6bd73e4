/**
 * From evidence in order to an estimate with its doubt: a diagonal Gaussian filter on the logit scale.
 *
 * <p>Not here: which tier an estimate bears out ({@code engine.place}); learning item and cohort parameters, which come
 * in as a snapshot. Start at {@link dev.waymark.engine.estimate.Estimator}, whose figures are all in {@link
 * dev.waymark.engine.estimate.Constants}.
 */
@NullMarked
package dev.waymark.engine.estimate;

import org.jspecify.annotations.NullMarked;
