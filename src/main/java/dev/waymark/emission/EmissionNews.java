package dev.waymark.emission;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.emission.StatementAuthor.Achievement;
import dev.waymark.emission.StatementAuthor.Grade;
import dev.waymark.emission.StatementAuthor.Recommendation;
import dev.waymark.emission.StatementAuthor.Whom;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.grading.Grades.ScoreAccepted;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.path.Paths.PathChanged;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What emission hears, and what it says of it, in the transaction of the news: a next step that is another than before,
 * a tier that was reached, a score that the LMS took. A tier that was lost, and a tier of which nothing is known, is
 * nobody else's business.
 */
@Singleton
class EmissionNews {

    private final Configurations configurations;
    private final Learners learners;
    private final Masteries masteries;
    private final StatementOutbox outbox;
    private final ToolSettings settings;

    EmissionNews(
            Configurations configurations,
            Learners learners,
            Masteries masteries,
            StatementOutbox outbox,
            ToolSettings settings) {
        this.configurations = configurations;
        this.learners = learners;
        this.masteries = masteries;
        this.outbox = outbox;
        this.settings = settings;
    }

    @EventListener
    void pathChanged(PathChanged event) {
        Optional<Step> next = event.path().steps().stream().findFirst();
        List<String> reasons = next.map(step -> ReasonCodes.of(step.reasons())).orElse(List.of());
        if (next.isEmpty() || reasons.isEmpty() || next.map(Step::item).equals(event.nextBefore())) {
            return;
        }
        Optional<Whom> whom = whom(event.tenant(), event.learner(), Optional.of(event.course()));
        if (whom.isPresent()) {
            Step step = next.get();
            Published published = configurations.inForce(event.tenant());
            Optional<LearningItem> item = published.item(step.item());
            add(
                    event.tenant(),
                    StatementAuthor.recommended(
                            whom.get(),
                            new Recommendation(
                                    step.item().value(),
                                    item.map(known -> published
                                            .words()
                                            .item(known.id(), Locale.ENGLISH)
                                            .title()),
                                    published.framework().version(),
                                    step.towards().competency().value(),
                                    item.flatMap(LearningItem::activity).map(ActivityId::iri),
                                    reasons,
                                    event.version(),
                                    event.at())));
        }
    }

    @EventListener
    void masteryChanged(MasteryChanged event) {
        if (event.tiersMoved().isEmpty()) {
            return;
        }
        Optional<Whom> whom = whom(event.tenant(), event.learner(), Optional.empty());
        if (whom.isPresent()) {
            Published published = configurations.inForce(event.tenant());
            List<TierMove> moves = masteries.moves(
                    event.tenant(), event.learner(), event.tiersMoved().size());
            for (CompetencyId competency : event.tiersMoved()) {
                Placement placement = event.now().placements().get(competency);
                if (placement != null && reached(placement, moves)) {
                    add(
                            event.tenant(),
                            StatementAuthor.achieved(
                                    whom.get(),
                                    new Achievement(
                                            published.framework().version(),
                                            competency.value(),
                                            published.words().competency(competency, Locale.ENGLISH),
                                            placement.tier().level(),
                                            placement.atLeastTier(),
                                            placement.provisional(),
                                            event.at())));
                }
            }
        }
    }

    @EventListener
    void scoreAccepted(ScoreAccepted event) {
        whom(event.tenant(), event.learner(), Optional.of(event.course()))
                .ifPresent(whom -> add(
                        event.tenant(),
                        StatementAuthor.scored(
                                whom, new Grade(event.lineItem(), event.given(), event.maximum(), event.at()))));
    }

    /** Known, above the tier that everybody holds, and higher than before. */
    private static boolean reached(Placement now, List<TierMove> moves) {
        return now.known()
                && now.tier() != Tier.AWARE
                && moves.stream()
                        .anyMatch(move -> move.competency().equals(now.competency())
                                && move.to() == now.tier().level()
                                && move.from() < move.to());
    }

    /** A person of whom no account is known cannot be spoken of. */
    private Optional<Whom> whom(TenantId tenant, LearnerId learner, Optional<CourseId> course) {
        return learners.agentsOf(tenant, learner).stream()
                .sorted()
                .map(AgentKey::ofKey)
                .filter(key ->
                        key.kind() == AgentKey.Kind.ACCOUNT && key.value().indexOf(' ') > 0)
                .findFirst()
                .map(key -> {
                    int space = key.value().indexOf(' ');
                    return new Whom(
                            settings.baseUrl().toString(),
                            tenant.toString(),
                            learner.toString(),
                            key.value().substring(0, space),
                            key.value().substring(space + 1),
                            course.map(CourseId::key));
                });
    }

    private void add(TenantId tenant, Authored statement) {
        outbox.add(tenant, statement.id(), statement.json());
    }
}
