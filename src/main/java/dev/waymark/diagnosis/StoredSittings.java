package dev.waymark.diagnosis;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Questions;
import dev.waymark.engine.diagnose.Placing;
import dev.waymark.engine.diagnose.Placing.Next;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.evidence.OwnObservations.Own;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.mastery.Masteries;
import dev.waymark.shared.NameBasedUuid;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Placements in the database. Everything that changes one waits for the learner's lock. */
@Singleton
class StoredSittings implements Sittings {

    private static final String ANSWERED = "http://adlnet.gov/expapi/verbs/answered";

    /** Nobody watches: a colleague or a search may have helped. */
    private static final double WEIGHT = 0.8;

    private final SittingRows rows;
    private final Questions questions;
    private final Configurations configurations;
    private final Learners learners;
    private final Masteries masteries;
    private final OwnObservations own;

    StoredSittings(
            SittingRows rows,
            Questions questions,
            Configurations configurations,
            Learners learners,
            Masteries masteries,
            OwnObservations own) {
        this.rows = rows;
        this.questions = questions;
        this.configurations = configurations;
        this.learners = learners;
        this.masteries = masteries;
        this.own = own;
    }

    @Override
    @Transactional
    public Optional<Sitting> last(TenantId tenant, LearnerId learner) {
        return rows.last(tenant, learner);
    }

    @Override
    @Transactional
    public Optional<Placing.Why> nothingToAsk(TenantId tenant, LearnerId learner, Instant now) {
        Sitting none = new Sitting("", now, List.of(), Optional.empty());
        return next(tenant, learner, none, now) instanceof Next.Stop stop ? Optional.of(stop.why()) : Optional.empty();
    }

    @Override
    @Transactional
    public Beginning begin(TenantId tenant, LearnerId learner, Instant now) {
        rows.lock(tenant, learner);
        Optional<Sitting> before = rows.last(tenant, learner);
        if (before.isPresent() && before.get().ended().isEmpty()) {
            return new Beginning.Begun(before.get());
        }
        Optional<Instant> from =
                before.flatMap(Sitting::ended).map(ended -> ended.at().plus(PAUSE));
        if (from.filter(now::isBefore).isPresent()) {
            return new Beginning.TooSoon(from.get());
        }
        Optional<Placing.Why> nothing = nothingToAsk(tenant, learner, now);
        if (nothing.isPresent()) {
            return new Beginning.NothingToAsk(nothing.get());
        }
        String id = UUID.randomUUID().toString();
        rows.insert(tenant, learner, id, now);
        return new Beginning.Begun(new Sitting(id, now, List.of(), Optional.empty()));
    }

    @Override
    @Transactional
    public Optional<Sitting> proceed(TenantId tenant, LearnerId learner, Instant now) {
        rows.lock(tenant, learner);
        Optional<Sitting> open =
                rows.last(tenant, learner).filter(each -> each.ended().isEmpty());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        boolean waits = open.get().asked().stream()
                .anyMatch(each -> each.chosen().isEmpty()
                        && questions.find(tenant, each.question()).isPresent());
        if (!waits) {
            switch (next(tenant, learner, open.get(), now)) {
                case Next.Ask ask -> rows.ask(tenant, open.get(), ask.question().id());
                case Next.Stop stop -> rows.end(tenant, open.get(), stop.why(), now);
            }
        }
        return rows.last(tenant, learner);
    }

    /** Questions that were not asked lately; those that were, if nothing else is left. */
    private Next next(TenantId tenant, LearnerId learner, Sitting sitting, Instant now) {
        Published published = configurations.inForce(tenant);
        var role = published.role(learners.find(tenant, learner).flatMap(Learner::role));
        var estimates = masteries.at(tenant, learner, now).mastery().estimates();
        Set<String> asked =
                sitting.asked().stream().map(Asked::question).collect(Collectors.toCollection(TreeSet::new));
        Set<String> lately = rows.askedSince(tenant, learner, now.minus(FRESH));
        List<Placing.Question> all = new ArrayList<>();
        questions.of(tenant, published).forEach(each -> all.add(new Placing.Question(each.id(), each.at())));
        List<Placing.Question> fresh =
                all.stream().filter(each -> !lately.contains(each.id())).toList();
        var targets = new java.util.TreeMap<>(role.targets());
        targets.keySet().retainAll(published.framework().competencies());
        Next next = Placing.next(estimates, targets, published.framework().cutScores(), fresh, asked);
        return next.equals(new Next.Stop(Placing.Why.NO_QUESTION_LEFT))
                ? Placing.next(estimates, targets, published.framework().cutScores(), all, asked)
                : next;
    }

    @Override
    @Transactional
    public boolean answer(TenantId tenant, LearnerId learner, String question, int option, String name, Instant now) {
        rows.lock(tenant, learner);
        Optional<Sitting> open =
                rows.last(tenant, learner).filter(each -> each.ended().isEmpty());
        Optional<Questions.Question> asked = open.filter(sitting -> sitting.asked().stream()
                        .anyMatch(each -> each.question().equals(question)
                                && each.chosen().isEmpty()))
                .flatMap(sitting -> questions.find(tenant, question));
        if (asked.isEmpty() || option < 0 || option >= asked.get().options().size()) {
            return false;
        }
        rows.answer(tenant, open.get(), question, option, now);
        var id = NameBasedUuid.of(
                NameBasedUuid.WAYMARK,
                "answer",
                tenant.toString(),
                learner.toString(),
                open.get().id(),
                question);
        var evidence = new Evidence(
                new EvidenceId(id.toString()),
                now,
                now,
                new ActivityId("urn:waymark:question:" + question),
                new TreeSet<>(Set.of(asked.get().at())),
                WEIGHT,
                new Observation.Answer(option == asked.get().right()));
        own.enter(tenant, learner, List.of(new Own(evidence, ANSWERED, name, Optional.empty())));
        return true;
    }
}
