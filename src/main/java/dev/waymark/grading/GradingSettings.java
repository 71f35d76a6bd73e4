package dev.waymark.grading;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param forgettingLowers true if a posted grade may fall because time passed; otherwise only new evidence, evidence
 *     taken back, or a role that an instructor agreed to can lower it
 */
@ConfigurationProperties("waymark.grading")
record GradingSettings(@Bindable(defaultValue = "false") boolean forgettingLowers) {}
