package dev.waymark.emission;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What higher rooms have said to the LRS: re-checks, reminders of them, and learners at risk. Each is added in the
 * caller's transaction; a person of whom no account is known is not spoken of.
 */
@Singleton
public class Announcements implements Reminders {

    private final Configurations configurations;
    private final Speaker speaker;
    private final EmissionSettings settings;

    Announcements(Configurations configurations, Speaker speaker, EmissionSettings settings) {
        this.configurations = configurations;
        this.speaker = speaker;
        this.settings = settings;
    }

    /** A competency is to be checked again. The same re-check is announced once. */
    public void scheduled(
            TenantId tenant, LearnerId learner, CourseId course, CompetencyId competency, Instant due, Instant at) {
        speaker.whom(tenant, learner, Optional.of(course))
                .ifPresent(whom ->
                        speaker.say(tenant, ReminderAuthor.scheduled(whom, recheck(tenant, competency, due, at))));
    }

    @Override
    public void reminded(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyId competency,
            Instant due,
            String channel,
            Instant at) {
        speaker.whom(tenant, learner, Optional.of(course))
                .ifPresent(whom -> speaker.say(
                        tenant, ReminderAuthor.reminded(whom, recheck(tenant, competency, due, at), channel)));
    }

    /**
     * The learner may fall behind in the course; said only where an administrator has switched it on.
     *
     * @param reasons codes, most telling first; never empty
     */
    public void flaggedAtRisk(TenantId tenant, LearnerId learner, CourseId course, List<String> reasons, Instant at) {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("nobody is at risk for no reason");
        }
        if (settings.atRisk()) {
            speaker.whom(tenant, learner, Optional.of(course))
                    .ifPresent(whom -> speaker.say(tenant, ReminderAuthor.flaggedAtRisk(whom, reasons, at)));
        }
    }

    private ReminderAuthor.Recheck recheck(TenantId tenant, CompetencyId competency, Instant due, Instant at) {
        Published published = configurations.across(tenant);
        return new ReminderAuthor.Recheck(
                published.framework().version(),
                competency.value(),
                published.words().competency(competency, Locale.ENGLISH),
                due,
                at);
    }
}
