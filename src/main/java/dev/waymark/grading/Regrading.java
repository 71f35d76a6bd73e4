package dev.waymark.grading;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.JobRole;
import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Standing;
import dev.waymark.grading.ScoreRule.Due;
import dev.waymark.grading.ScoreRule.Nothing;
import dev.waymark.grading.ScoreRule.Steps;
import dev.waymark.grading.ScoreRule.Verdict;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.mastery.Masteries;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judges what is due in each column of a learner, and orders it. Runs in the caller's transaction, so that an order is
 * kept exactly if the change that it follows from is.
 */
@Singleton
class Regrading {

    private final ColumnRows columns;
    private final OrderRows orders;
    private final Masteries masteries;
    private final Learners learners;
    private final Configurations configurations;
    private final GradingSettings settings;
    private final ApplicationEventPublisher<OrderPlaced> news;

    Regrading(
            ColumnRows columns,
            OrderRows orders,
            Masteries masteries,
            Learners learners,
            Configurations configurations,
            GradingSettings settings,
            ApplicationEventPublisher<OrderPlaced> news) {
        this.columns = columns;
        this.orders = orders;
        this.masteries = masteries;
        this.learners = learners;
        this.configurations = configurations;
        this.settings = settings;
        this.news = news;
    }

    /** Something may be sent now; heard after commit. */
    record OrderPlaced(TenantId tenant, RegistrationId registration) {}

    /** Orders what is due for a standing that the caller knows. */
    void regrade(TenantId tenant, LearnerId learner, Masteries.Standing now, Instant at) {
        regrade(tenant, learner, columns.of(tenant, learner), Optional.of(now), at, false);
    }

    /** Orders what is due as of an instant. */
    void regrade(TenantId tenant, LearnerId learner, Instant at) {
        regrade(tenant, learner, columns.of(tenant, learner), Optional.empty(), at, false);
    }

    /** The learner is back: what was refused before is tried again, for the world may have changed. */
    void regradeOnLaunch(TenantId tenant, LearnerId learner, Instant at) {
        regrade(tenant, learner, columns.of(tenant, learner), Optional.empty(), at, true);
    }

    List<Standing> standings(TenantId tenant, LearnerId learner, CourseId course, Instant at) {
        List<Column> ofCourse = columns.of(tenant, learner).stream()
                .filter(column -> column.course().equals(course))
                .toList();
        if (ofCourse.isEmpty()) {
            return List.of();
        }
        Question question = question(tenant, learner, course, Optional.empty(), at);
        return ofCourse.stream().map(column -> standing(column, question)).toList();
    }

    private void regrade(
            TenantId tenant,
            LearnerId learner,
            List<Column> all,
            Optional<Masteries.Standing> known,
            Instant at,
            boolean refusedAgain) {
        if (all.isEmpty()) {
            return;
        }
        Map<CourseId, Question> questions = new HashMap<>();
        for (Column column : all) {
            Question question =
                    questions.computeIfAbsent(column.course(), course -> question(tenant, learner, course, known, at));
            Optional<Order> locked = orders.lock(column.key());
            if (locked.isPresent()) {
                Order before = locked.get();
                Order after = switch (judge(column, before.settled(), question)) {
                    case Nothing nothing -> before.withheld();
                    case Due due -> before.due(due.score(), question.note(column.measure(), due), at, refusedAgain);
                };
                if (!after.equals(before)) {
                    orders.save(after);
                    news.publishEvent(new OrderPlaced(tenant, column.registration()));
                }
            }
        }
    }

    private Standing standing(Column column, Question question) {
        Order order = orders.find(column.key()).orElse(Order.none(column.key(), column.registration()));
        Optional<Fate> fate = fate(order.state());
        return switch (judge(column, order.settled(), question)) {
            case Due due ->
                new Standing(
                        column.lineItem(),
                        Optional.of(due.score()),
                        Optional.empty(),
                        order.sent(),
                        fate,
                        column.measure());
            case Nothing nothing ->
                new Standing(
                        column.lineItem(),
                        Optional.empty(),
                        Optional.of(nothing.reason()),
                        order.sent(),
                        fate,
                        column.measure());
        };
    }

    static Optional<Fate> fate(Order.State state) {
        return switch (state) {
            case NONE -> Optional.empty();
            case WAITING -> Optional.of(Fate.WAITING);
            case RETRYING -> Optional.of(Fate.RETRYING);
            case ACCEPTED -> Optional.of(Fate.ACCEPTED);
            case ALREADY_NEWER -> Optional.of(Fate.ALREADY_NEWER);
            case REFUSED -> Optional.of(Fate.REFUSED);
            case HELD -> Optional.of(Fate.HELD);
        };
    }

    private Verdict judge(Column column, Optional<Double> posted, Question question) {
        JobRole role = Measure.of(column.measure(), question.role());
        Verdict now = ScoreRule.due(column.gradable(), question.now(), role);
        if (now instanceof Due && !Measure.shown(column.measure(), question.now())) {
            return new Nothing(Grades.Withheld.NO_EVIDENCE);
        }
        if (!(now instanceof Due due)
                || settings.forgettingLowers()
                || posted.isEmpty()
                || due.score() >= posted.get()) {
            return now;
        }
        var unfaded =
                masteries.withoutForgetting(question.tenant(), question.learner(), question.course(), question.at());
        return ScoreRule.due(column.gradable(), unfaded, role) instanceof Due asIf
                ? ScoreRule.keep(due, posted.get(), asIf)
                : now;
    }

    /** @param known as it is everywhere; a course with a set-up of its own sees the learner by that */
    private Question question(
            TenantId tenant, LearnerId learner, CourseId course, Optional<Masteries.Standing> known, Instant at) {
        Published published = configurations.of(tenant, course);
        boolean asEverywhere =
                published.version().equals(configurations.across(tenant).version())
                        && !masteries.hasSetTiers(tenant, learner, course, at);
        JobRole role = published.role(learners.find(tenant, learner).flatMap(Learner::role));
        var now = known.filter(any -> asEverywhere).orElseGet(() -> masteries.at(tenant, learner, course, at));
        return new Question(
                tenant,
                learner,
                course,
                role,
                published.words().role(role.id(), Locale.ENGLISH),
                published.words(),
                now,
                at);
    }

    /** Whose score, by which role, as of when. */
    private record Question(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            JobRole role,
            String roleName,
            Configurations.Words words,
            Masteries.Standing now,
            Instant at) {

        /** Gradebooks show one language to everybody, and platforms do not tell which: plain English. */
        String note(String measure, Due due) {
            Steps steps = due.steps();
            String what = Measure.competency(measure)
                    .map(id -> words.competency(id, Locale.ENGLISH))
                    .orElse(roleName);
            String counted = "%d of %d tier steps for %s".formatted(steps.held(), steps.asked(), what);
            return due.score() == steps.score() ? counted : "Kept from before; now " + counted;
        }
    }
}
