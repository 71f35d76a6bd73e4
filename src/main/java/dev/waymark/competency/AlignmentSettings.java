package dev.waymark.competency;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param suggest whether an activity that nobody has settled counts by a suggestion ({@code WAYMARK_ALIGNMENTS_SUGGEST},
 *     default true); false: nothing counts until it is settled
 */
@ConfigurationProperties("waymark.alignments")
record AlignmentSettings(@Bindable(defaultValue = "true") boolean suggest) {}
