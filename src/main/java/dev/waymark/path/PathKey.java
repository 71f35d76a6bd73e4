package dev.waymark.path;

import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;

/** Whose path, and in which course. */
record PathKey(TenantId tenant, LearnerId learner, CourseId course) {}
