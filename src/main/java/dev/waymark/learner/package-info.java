/**
 * A person in a tenant: who they are on each platform, which xAPI agents are theirs, which job role they have.
 *
 * <p>Not here: what they can do ({@code mastery}), what they chose about their path ({@code path}).
 */
@NullMarked
package dev.waymark.learner;

import org.jspecify.annotations.NullMarked;
