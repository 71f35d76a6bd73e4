package dev.waymark.emission;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What is said to the LRS beyond what is always said.
 *
 * @param assertCompetencies that a learner is at the tier their role asks for, which some LMSs turn into a grade
 * @param atRisk that a learner may fall behind; off unless an administrator wants it, since an LRS has many readers
 */
@ConfigurationProperties("waymark.emission")
record EmissionSettings(
        @Bindable(defaultValue = "true") boolean assertCompetencies,
        @Bindable(defaultValue = "false") boolean atRisk) {}
