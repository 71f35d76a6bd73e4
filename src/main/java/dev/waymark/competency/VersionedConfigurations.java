package dev.waymark.competency;

import dev.waymark.competency.AlignmentDecisions.Decision;
import dev.waymark.competency.AlignmentDecisions.Source;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Framework;
import dev.waymark.shared.Answers;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The front door over published versions, settled alignments and suggestions. */
@Singleton
final class VersionedConfigurations implements Configurations {

    private final PublishedContent content;
    private final CourseContents courses;
    private final AlignmentDecisions decisions;
    private final SettledAlignments settled;
    private final AlignmentSettings settings;
    private final ApplicationEventPublisher<AlignmentPublished> news;

    VersionedConfigurations(
            PublishedContent content,
            CourseContents courses,
            AlignmentDecisions decisions,
            SettledAlignments settled,
            AlignmentSettings settings,
            ApplicationEventPublisher<AlignmentPublished> news) {
        this.content = content;
        this.courses = courses;
        this.decisions = decisions;
        this.settled = settled;
        this.settings = settings;
        this.news = news;
    }

    @Override
    public Published inForce(TenantId tenant) {
        return content.inForce(tenant).published();
    }

    @Override
    public Published of(TenantId tenant, CourseId course) {
        return Answers.to(List.of("configuration of", tenant, course), () -> ask(tenant, course));
    }

    private Published ask(TenantId tenant, CourseId course) {
        Published own = courses.of(tenant, course).orElseGet(() -> inForce(tenant));
        Published all = across(tenant);
        // Evidence of other courses may name competencies that only their versions have.
        return all.version().equals(own.version())
                ? own
                : new Published(
                        own.version(),
                        own.framework(),
                        own.roles(),
                        own.baseline(),
                        own.items(),
                        new WordsOfAll(own.words(), all.words()));
    }

    @Override
    public Published across(TenantId tenant) {
        return Answers.to(List.of("configuration across", tenant), () -> courses.across(tenant));
    }

    @Override
    public Optional<Published> named(TenantId tenant, String version) {
        return courses.named(tenant, version);
    }

    @Override
    public Optional<Alignment> alignmentOf(TenantId tenant, SeenActivity activity) {
        return alignments(tenant).apply(activity);
    }

    @Override
    public Function<SeenActivity, Optional<Alignment>> alignments(TenantId tenant) {
        Map<ActivityId, Optional<Alignment>> decided = settled.of(tenant);
        Suggestions suggestions = content.inForce(tenant).suggestions();
        return activity -> {
            Optional<Alignment> decision = decided.get(activity.id());
            if (decision != null) {
                return decision;
            }
            return settings.suggest() ? suggestions.suggest(activity) : Optional.empty();
        };
    }

    @Override
    public void settle(TenantId tenant, ActivityId activity, Optional<Alignment> alignment, String by) {
        if (by.isBlank() || by.length() > 200) {
            throw new IllegalArgumentException("who settles is named in 1 to 200 characters, found " + by.length());
        }
        alignment.ifPresent(given -> check(across(tenant).framework(), activity, given));
        Optional<Alignment> meant = alignment.map(
                given -> new Alignment(activity, given.competencies(), given.kind(), given.weight(), false));
        decisions.append(tenant, List.of(new Decision(activity, meant, Source.PERSON, by)));
        news.publishEvent(new AlignmentPublished(tenant, List.of(activity)));
    }

    @Override
    public Map<ActivityId, Optional<Alignment>> settled(TenantId tenant) {
        return settled.of(tenant);
    }

    private static void check(Framework framework, ActivityId activity, Alignment alignment) {
        if (!alignment.activity().equals(activity)) {
            throw new IllegalArgumentException(
                    "expected an alignment of %s, found one of %s".formatted(activity, alignment.activity()));
        }
        for (CompetencyTier each : alignment.competencies()) {
            if (!framework.competencies().contains(each.competency())) {
                throw new IllegalArgumentException(
                        "the alignment of %s names %s, and framework %s has no such competency"
                                .formatted(activity, each.competency(), framework.version()));
            }
        }
    }
}
