package dev.waymark.home;

import dev.waymark.learner.LearnerId;
import dev.waymark.objection.Objections;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A course in which nobody objects to anything. */
final class PretendObjections implements Objections {

    @Override
    public Raised raise(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            Subject subject,
            Claim claim,
            String words,
            Instant at) {
        return Raised.UNKNOWN;
    }

    @Override
    public boolean withdraw(TenantId tenant, LearnerId learner, CourseId course, String id, Instant at) {
        return false;
    }

    @Override
    public List<Objection> of(TenantId tenant, LearnerId learner, CourseId course) {
        return List.of();
    }

    @Override
    public List<Objection> inCourse(TenantId tenant, CourseId course, int limit) {
        return List.of();
    }

    @Override
    public Optional<Objection> one(TenantId tenant, CourseId course, String id) {
        return Optional.empty();
    }

    @Override
    public Answered answer(
            TenantId tenant,
            CourseId course,
            String id,
            Act act,
            String words,
            Optional<SetTier> tier,
            LearnerId by,
            Instant at) {
        return Answered.GONE;
    }

    @Override
    public boolean bringBack(TenantId tenant, CourseId course, String id) {
        return false;
    }
}
