package dev.waymark.competency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.competency.AlignmentDecisions.Decision;
import dev.waymark.competency.AlignmentDecisions.Source;
import dev.waymark.competency.Configurations.AlignmentPublished;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.shared.Contention;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Set-ups of courses in the database. */
@Singleton
final class StoredCourseSetups implements CourseSetups {

    private final CourseRows rows;
    private final CourseContents contents;
    private final PublishedContent published;
    private final Configurations configurations;
    private final AlignmentDecisions decisions;
    private final SettledAlignments settled;
    private final TransactionOperations<Connection> transactions;
    private final ApplicationEventPublisher<CourseInForce> inForce;
    private final ApplicationEventPublisher<AlignmentPublished> aligned;
    private final Clock clock;
    private final Cache<Content, Guessing> guessing =
            Caffeine.newBuilder().weakKeys().maximumSize(50).build();

    StoredCourseSetups(
            CourseRows rows,
            CourseContents contents,
            PublishedContent published,
            Configurations configurations,
            AlignmentDecisions decisions,
            SettledAlignments settled,
            TransactionOperations<Connection> transactions,
            ApplicationEventPublisher<CourseInForce> inForce,
            ApplicationEventPublisher<AlignmentPublished> aligned,
            Clock clock) {
        this.rows = rows;
        this.contents = contents;
        this.published = published;
        this.configurations = configurations;
        this.decisions = decisions;
        this.settled = settled;
        this.transactions = transactions;
        this.inForce = inForce;
        this.aligned = aligned;
        this.clock = clock;
    }

    @Override
    public List<Kept> history(TenantId tenant, CourseId course) {
        return rows.history(tenant, course);
    }

    @Override
    public Optional<Draft> draft(TenantId tenant, CourseId course) {
        return rows.draft(tenant, course);
    }

    @Override
    public CourseSetup start(TenantId tenant, CourseId course) {
        return rows.draft(tenant, course).map(Draft::setup).orElseGet(() -> asPublished(tenant, course));
    }

    private CourseSetup asPublished(TenantId tenant, CourseId course) {
        return published(tenant, course)
                .map(Kept::setup)
                .orElseGet(() ->
                        plain(tenant, published.inForce(tenant).published().version()));
    }

    @Override
    public CourseSetup plain(TenantId tenant, String framework) {
        Published version = contents.version(tenant, framework).published();
        return new CourseSetup(
                framework,
                true,
                version.roles().stream().map(role -> role.id().value()).toList(),
                new TreeMap<>(),
                List.of(),
                null,
                null);
    }

    @Override
    public Draft change(TenantId tenant, CourseId course, String by, UnaryOperator<CourseSetup> change) {
        return Contention.retry(() -> transactions.executeWrite(status -> {
            Optional<Draft> before = rows.lockedDraft(tenant, course);
            CourseSetup changed = change.apply(before.map(Draft::setup).orElseGet(() -> asPublished(tenant, course)));
            contents.made(tenant, changed);
            Instant now = clock.instant();
            // After a draft was discarded another one must not look like it, so revisions begin with the time.
            long revision = before.map(draft -> draft.revision() + 1).orElseGet(() -> Micros.of(now));
            var draft = new Draft(revision, changed, by, now);
            rows.put(tenant, course, draft);
            return draft;
        }));
    }

    @Override
    public void discard(TenantId tenant, CourseId course) {
        rows.dropDraft(tenant, course);
    }

    @Override
    public Published content(TenantId tenant, CourseSetup setup) {
        return contents.made(tenant, setup);
    }

    @Override
    public Function<SeenActivity, Optional<Alignment>> alignments(TenantId tenant, CourseSetup setup) {
        Map<ActivityId, Optional<Alignment>> own = CourseContent.alignments(
                setup, contents.version(tenant, setup.framework()).published().framework());
        Function<SeenActivity, Optional<Alignment>> held = configurations.alignments(tenant);
        return activity -> {
            Optional<Alignment> said = own.get(activity.id());
            return said != null ? said : held.apply(activity);
        };
    }

    @Override
    public Publishing publish(TenantId tenant, CourseId course, long revision, String by) {
        List<ActivityId> changed = new ArrayList<>();
        Publishing done = Contention.retry(() -> transactions.executeWrite(status -> {
            changed.clear();
            return publishWithin(tenant, course, revision, by, changed);
        }));
        if (!changed.isEmpty()) {
            aligned.publishEvent(new AlignmentPublished(tenant, List.copyOf(changed)));
        }
        return done;
    }

    private Publishing publishWithin(
            TenantId tenant, CourseId course, long revision, String by, List<ActivityId> changed) {
        Optional<Draft> draft = rows.lockedDraft(tenant, course);
        if (draft.filter(it -> it.revision() == revision).isEmpty()) {
            return new Publishing.ChangedSince();
        }
        CourseSetup setup = draft.get().setup();
        Published content;
        try {
            content = contents.made(tenant, setup);
        } catch (IllegalArgumentException e) {
            return new Publishing.Refused(List.of(String.valueOf(e.getMessage())));
        }
        Instant now = Micros.toInstant(Micros.of(clock.instant()));
        var kept = new Kept(rows.number(tenant, course) + 1, content.version(), setup, by, now);
        boolean newCompetencies = !contents.across(tenant)
                .framework()
                .competencies()
                .containsAll(content.framework().competencies());
        rows.add(tenant, course, kept);
        rows.dropDraft(tenant, course);
        List<Decision> news = news(tenant, setup, by);
        decisions.appendWithin(tenant, news);
        news.forEach(each -> changed.add(each.activity()));
        inForce.publishEvent(new CourseInForce(tenant, course, setup, content.version(), newCompetencies, by, now));
        return new Publishing.Published(kept);
    }

    /** What the set-up settles otherwise than it stands, or for the first time. */
    private List<Decision> news(TenantId tenant, CourseSetup setup, String by) {
        Map<ActivityId, Optional<Alignment>> holds = settled.of(tenant);
        List<Decision> news = new ArrayList<>();
        CourseContent.alignments(
                        setup,
                        contents.version(tenant, setup.framework()).published().framework())
                .forEach((activity, alignment) -> {
                    if (!alignment.equals(holds.get(activity))) {
                        news.add(new Decision(activity, alignment, Source.PERSON, by));
                    }
                });
        return news;
    }

    @Override
    public Guess guess(TenantId tenant, String framework, SeenActivity activity) {
        return guessing.get(contents.version(tenant, framework), Guessing::new).guess(activity);
    }

    @Override
    public List<Hole> holes(Published content) {
        return Reach.holes(content);
    }
}
