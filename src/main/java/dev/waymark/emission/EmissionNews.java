package dev.waymark.emission;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.emission.StandingAuthor.Assessment;
import dev.waymark.emission.StandingAuthor.Progress;
import dev.waymark.emission.StatementAuthor.Achievement;
import dev.waymark.emission.StatementAuthor.Grade;
import dev.waymark.emission.StatementAuthor.Recommendation;
import dev.waymark.emission.StatementAuthor.Whom;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.grading.Grades.ScoreAccepted;
import dev.waymark.learner.Learners;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.path.Paths.PathChanged;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What emission hears, and what it says of it, in the transaction of the news: a next step that is another than before,
 * a tier that was reached, how far and how well the learner is then, a score that the LMS took. A tier of which nothing
 * is known is nobody else's business.
 */
@Singleton
class EmissionNews {

    private static final int MOST_EVIDENCE = 10;

    private final Configurations configurations;
    private final Learners learners;
    private final Masteries masteries;
    private final Ledger ledger;
    private final Speaker speaker;
    private final EmissionSettings settings;
    private final Announcements announcements;

    EmissionNews(
            Configurations configurations,
            Learners learners,
            Masteries masteries,
            Ledger ledger,
            Speaker speaker,
            EmissionSettings settings,
            Announcements announcements) {
        this.configurations = configurations;
        this.learners = learners;
        this.masteries = masteries;
        this.ledger = ledger;
        this.speaker = speaker;
        this.settings = settings;
        this.announcements = announcements;
    }

    @EventListener
    void pathChanged(PathChanged event) {
        scheduleRechecks(event);
        Optional<Step> next = event.path().steps().stream().findFirst();
        List<String> reasons = next.map(step -> ReasonCodes.of(step.reasons())).orElse(List.of());
        if (next.isEmpty() || reasons.isEmpty() || next.map(Step::item).equals(event.nextBefore())) {
            return;
        }
        Optional<Whom> whom = speaker.whom(event.tenant(), event.learner(), Optional.of(event.course()));
        if (whom.isPresent()) {
            Step step = next.get();
            Published published = configurations.of(event.tenant(), event.course());
            Optional<LearningItem> item = published.item(step.item());
            speaker.say(
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

    /**
     * Those on fixed days. When a tier will have faded is reckoned anew with each path, and would be said anew each time.
     */
    private void scheduleRechecks(PathChanged event) {
        event.path().rechecks().stream()
                .filter(each -> each.reason() instanceof Reason.RecheckScheduled)
                .forEach(each -> announcements.scheduled(
                        event.tenant(),
                        event.learner(),
                        event.course(),
                        each.tier().competency(),
                        each.due(),
                        event.at()));
    }

    @EventListener
    void masteryChanged(MasteryChanged event) {
        if (event.tiersMoved().isEmpty()) {
            return;
        }
        Optional<Whom> whom = speaker.whom(event.tenant(), event.learner(), Optional.empty());
        if (whom.isPresent()) {
            Published published = configurations.across(event.tenant());
            List<TierMove> moves = masteries.moves(
                    event.tenant(), event.learner(), event.tiersMoved().size());
            JobRole role = published.role(
                    learners.find(event.tenant(), event.learner()).flatMap(Learners.Learner::role));
            List<Evidence> evidence = ledger.evidenceOf(event.tenant(), event.learner());
            for (CompetencyId competency : event.tiersMoved()) {
                Placement placement = event.now().placements().get(competency);
                if (placement != null && placement.known()) {
                    say(event, whom.get(), published, placement, moves);
                    assess(event, whom.get(), published, role, placement, evidence);
                }
            }
            if (role.targets().isEmpty()) {
                return;
            }
            speaker.say(
                    event.tenant(),
                    StandingAuthor.progressed(
                            whom.get(),
                            new Progress(
                                    published.framework().version(),
                                    role.id().value(),
                                    percent(role, event.now().placements()),
                                    event.at())));
        }
    }

    private void say(MasteryChanged event, Whom whom, Published published, Placement placement, List<TierMove> moves) {
        if (reached(placement, moves)) {
            speaker.say(
                    event.tenant(),
                    StatementAuthor.achieved(
                            whom,
                            new Achievement(
                                    published.framework().version(),
                                    placement.competency().value(),
                                    published.words().competency(placement.competency(), Locale.ENGLISH),
                                    placement.tier().level(),
                                    placement.atLeastTier(),
                                    placement.provisional(),
                                    event.at())));
        }
    }

    /** What the role does not ask for has no mark to be assessed against; what rests on no statement is not asserted. */
    private void assess(
            MasteryChanged event,
            Whom whom,
            Published published,
            JobRole role,
            Placement placement,
            List<Evidence> evidence) {
        CompetencyId competency = placement.competency();
        Tier target = role.targets().get(competency);
        List<String> restsOn = evidence.stream()
                .filter(each -> each.competencies().stream()
                        .anyMatch(what -> what.competency().equals(competency)))
                .sorted(Evidence.ORDER.reversed())
                .limit(MOST_EVIDENCE)
                .map(each -> each.id().value())
                .toList();
        if (target == null || restsOn.isEmpty()) {
            return;
        }
        boolean targetReached = placement.tier().level() >= target.level();
        var what = new Assessment(
                published.framework().version(),
                competency.value(),
                published.words().competency(competency, Locale.ENGLISH),
                placement.tier().level(),
                targetReached,
                placement.atLeastTier(),
                restsOn,
                event.at());
        speaker.say(event.tenant(), StandingAuthor.assessed(whom, what));
        if (settings.assertCompetencies() && targetReached && target != Tier.AWARE && !placement.provisional()) {
            speaker.say(event.tenant(), StandingAuthor.asserted(whom, what));
        }
    }

    /** Of the tiers between the one where everybody begins and the targets, how many are reached. */
    private static int percent(JobRole role, Map<CompetencyId, Placement> placements) {
        int asked = 0;
        int reached = 0;
        for (var each : role.targets().entrySet()) {
            int target = each.getValue().level() - Tier.AWARE.level();
            Placement placement = placements.get(each.getKey());
            int level = placement == null || !placement.known()
                    ? 0
                    : placement.tier().level() - Tier.AWARE.level();
            asked += target;
            reached += Math.min(target, level);
        }
        return asked == 0 ? 100 : 100 * reached / asked;
    }

    @EventListener
    void scoreAccepted(ScoreAccepted event) {
        speaker.whom(event.tenant(), event.learner(), Optional.of(event.course()))
                .ifPresent(whom -> speaker.say(
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
}
