package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetups;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.CourseActivities.All;
import dev.waymark.instructor.CourseActivities.Found;
import dev.waymark.instructor.SetupPage.Option;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.path.Rehearsals;
import dev.waymark.path.Rehearsals.Effect;
import dev.waymark.path.Rehearsals.Seen;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A set-up tried on people before anybody has it: on one, on one who does not exist, and on all of the course. */
@Singleton
final class SetupTrials {

    private static final int STEPS = 12;
    private static final int RATINGS = 40;
    private static final int RESULTS = 20;

    private final CourseSetups setups;
    private final Rehearsals rehearsals;
    private final Learners learners;
    private final SessionLinks links;
    private final Clock clock;

    SetupTrials(CourseSetups setups, Rehearsals rehearsals, Learners learners, SessionLinks links, Clock clock) {
        this.setups = setups;
        this.rehearsals = rehearsals;
        this.learners = learners;
        this.links = links;
        this.clock = clock;
    }

    SetupPage.Preview preview(
            LtiSession session,
            Words words,
            CourseSetup setup,
            Published content,
            All all,
            Optional<Map<String, Object>> tried) {
        Map<String, Object> form = tried.orElse(Map.of());
        List<Learner> people = learners.inCourse(session.tenant(), session.course());
        List<Option> who = new ArrayList<>();
        who.add(new Option(
                "", words.text("setup.invented"), one(form, "learner").isEmpty()));
        people.forEach(each -> who.add(new Option(
                each.id().toString(),
                People.name(words, each),
                one(form, "learner").equals(each.id().toString()))));
        List<Option> roles = new ArrayList<>();
        roles.add(new Option(
                "",
                content.words().role(content.baseline().id(), words.locale()),
                one(form, "role").isEmpty()));
        content.roles()
                .forEach(role -> roles.add(new Option(
                        role.id().value(),
                        content.words().role(role.id(), words.locale()),
                        one(form, "role").equals(role.id().value()))));
        Set<CompetencyId> asked = new TreeSet<>(content.baseline().targets().keySet());
        content.roles().forEach(role -> asked.addAll(role.targets().keySet()));
        return new SetupPage.Preview(
                who,
                roles,
                asked.stream()
                        .limit(RATINGS)
                        .map(id -> new SetupPage.Rating(
                                id.value(),
                                content.words().competency(id, words.locale()),
                                SetupPages.tierOptions(
                                        words, content, tier(one(form, "rate-" + id.value())), "setup.not-rated")))
                        .toList(),
                counting(setup, all).stream()
                        .map(each -> new SetupPage.Result(
                                each.activity(), each.name(), one(form, "result-" + each.activity())))
                        .toList(),
                one(form, "hours").isEmpty() ? words.number(2, 0) : one(form, "hours"),
                links.to(session, SetupPages.PATH + "/preview"),
                tried.map(it -> looked(session, words, setup, content, all, people, it)));
    }

    private static List<Found> counting(CourseSetup setup, All all) {
        return all.activities().stream()
                .filter(each -> setup.piece(each.activity())
                        .filter(piece -> piece.say() != CourseSetup.Say.NOTHING)
                        .isPresent())
                .limit(RESULTS)
                .toList();
    }

    private SetupPage.Seen looked(
            LtiSession session,
            Words words,
            CourseSetup setup,
            Published content,
            All all,
            List<Learner> people,
            Map<String, Object> form) {
        Function<SeenActivity, Optional<Alignment>> alignments = setups.alignments(session.tenant(), setup);
        Instant now = clock.instant();
        Optional<Learner> somebody = people.stream()
                .filter(each -> each.id().toString().equals(one(form, "learner")))
                .findFirst();
        if (somebody.isPresent()) {
            Effect effect =
                    rehearsals.of(session.tenant(), somebody.get().id(), session.course(), content, alignments, now);
            return seen(
                    words,
                    content,
                    words.text("setup.preview.of", People.name(words, somebody.get())),
                    effect.after(),
                    SetupEffects.changes(words, content, effect));
        }
        Optional<JobRoleId> role = content.roles().stream()
                .map(each -> each.id())
                .filter(id -> id.value().equals(one(form, "role")))
                .findFirst();
        Seen seen = rehearsals.invented(
                session.tenant(),
                role,
                evidence(content, setup, all, alignments, form, now),
                choices(form),
                content,
                now);
        return seen(words, content, words.text("setup.preview.invented"), seen, List.of());
    }

    private static Choices choices(Map<String, Object> form) {
        String hours = one(form, "hours").replace(',', '.');
        int minutes = hours.matches("\\d{1,2}(\\.\\d{1,2})?")
                ? Math.clamp(Math.round(Double.parseDouble(hours) * 60), 30, 2400)
                : Choices.DEFAULT.weeklyMinutes();
        return new Choices(
                minutes, Choices.DEFAULT.weeks(), Optional.empty(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of());
    }

    /** What the invented person says of themselves, and their results, each as the course would read it. */
    private static List<Evidence> evidence(
            Published content,
            CourseSetup setup,
            All all,
            Function<SeenActivity, Optional<Alignment>> alignments,
            Map<String, Object> form,
            Instant now) {
        List<Evidence> evidence = new ArrayList<>();
        for (CompetencyId id : content.framework().competencies()) {
            tier(one(form, "rate-" + id.value()))
                    .ifPresent(tier -> evidence.add(new Evidence(
                            new EvidenceId("invented-rating-" + id.value()),
                            now.minusSeconds(60),
                            now.minusSeconds(60),
                            new ActivityId("urn:waymark:invented:rating:" + id.value()),
                            new TreeSet<>(List.of(new CompetencyTier(id, tier))),
                            1,
                            new Observation.SelfRating(tier))));
        }
        for (Found each : counting(setup, all)) {
            String percent = one(form, "result-" + each.activity()).replace(',', '.');
            if (!percent.matches("\\d{1,3}(\\.\\d{1,2})?")) {
                continue;
            }
            double share = Math.clamp(Double.parseDouble(percent) / 100, 0, 1);
            var id = new ActivityId(each.activity());
            alignments
                    .apply(new SeenActivity(id, each.type(), Optional.of(each.name())))
                    .ifPresent(alignment -> evidence.add(new Evidence(
                            new EvidenceId("invented-result-" + evidence.size()),
                            now.minusSeconds(30),
                            now.minusSeconds(30),
                            id,
                            alignment.competencies(),
                            alignment.weight(),
                            alignment.asAsked(new Observation.Score(share, OptionalInt.empty())))));
        }
        return evidence;
    }

    private static SetupPage.Seen seen(Words words, Published content, String title, Seen seen, List<String> changes) {
        var path = seen.path().path();
        return new SetupPage.Seen(
                title,
                path.steps().isEmpty()
                        ? words.text("setup.preview.empty")
                        : path.shortfall() == 0
                                ? words.text(
                                        "setup.preview.answer", path.steps().size(), words.time(path.minutes()))
                                : words.text(
                                        "setup.preview.short",
                                        path.steps().size(),
                                        words.time(path.minutes()),
                                        words.time(path.shortfall())),
                changes,
                path.steps().stream()
                        .limit(STEPS)
                        .map(step -> words.text(
                                "instructor.what-if.step",
                                SetupEffects.title(words, content, step.item()),
                                words.time(step.minutes()),
                                content.words().competency(step.towards().competency(), words.locale())))
                        .toList(),
                seen.targets().entrySet().stream()
                        .map(each -> {
                            Placement placed = seen.standing().placements().get(each.getKey());
                            return words.text(
                                    "setup.preview.tier",
                                    content.words().competency(each.getKey(), words.locale()),
                                    SetupPages.tier(words, content, placed == null ? Tier.AWARE : placed.tier()),
                                    SetupPages.tier(words, content, each.getValue()));
                        })
                        .toList());
    }

    private static Optional<Tier> tier(String level) {
        return level.matches("[1-4]") ? Optional.of(Tier.ofLevel(Integer.parseInt(level))) : Optional.empty();
    }

    static String one(Map<String, Object> fields, String name) {
        return SettleForm.one(fields, name);
    }
}
