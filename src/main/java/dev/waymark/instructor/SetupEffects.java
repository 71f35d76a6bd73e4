package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Draft;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.SetupPage.Affected;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What a draft would do to the people of a course, before anybody has it. */
@Singleton
final class SetupEffects {

    /** So many people are counted before publishing; those who were here last. */
    static final int MOST_PEOPLE = 300;

    private static final int MOST_ROWS = 50;

    private final CourseSetups setups;
    private final Rehearsals rehearsals;
    private final Learners learners;
    private final SessionLinks links;
    private final Clock clock;

    SetupEffects(CourseSetups setups, Rehearsals rehearsals, Learners learners, SessionLinks links, Clock clock) {
        this.setups = setups;
        this.rehearsals = rehearsals;
        this.learners = learners;
        this.links = links;
        this.clock = clock;
    }

    /** Who is affected, and how; really counted. */
    SetupPage.Publish publish(
            LtiSession session, Words words, Optional<Draft> draft, CourseSetup setup, Published content) {
        List<Learner> all = learners.inCourse(session.tenant(), session.course());
        List<Learner> people = all.stream()
                .sorted(Comparator.comparing(Learner::lastSeen).reversed())
                .limit(MOST_PEOPLE)
                .toList();
        Function<SeenActivity, Optional<Alignment>> alignments = setups.alignments(session.tenant(), setup);
        Instant now = clock.instant();
        List<Affected> rows = new ArrayList<>();
        int tiers = 0;
        int targets = 0;
        int steps = 0;
        for (Learner each : draft.isPresent() ? people : List.<Learner>of()) {
            Effect effect = rehearsals.of(session.tenant(), each.id(), session.course(), content, alignments, now);
            List<String> moved = moved(words, content, effect);
            List<String> asked = asked(words, content, effect);
            Optional<String> next = next(words, content, effect);
            tiers += moved.isEmpty() ? 0 : 1;
            targets += asked.isEmpty() ? 0 : 1;
            steps += next.isEmpty() ? 0 : 1;
            if (!moved.isEmpty() || !asked.isEmpty() || next.isPresent()) {
                String same = words.text("setup.same");
                rows.add(new Affected(
                        People.name(words, each),
                        moved.isEmpty() ? same : String.join("; ", moved),
                        asked.isEmpty() ? same : String.join("; ", asked),
                        next.orElse(same)));
            }
        }
        List<String> warnings = new ArrayList<>();
        if (all.size() > people.size()) {
            warnings.add(words.text("setup.publish.some", people.size(), all.size()));
        }
        long missing = setups.holes(content).stream()
                .map(each -> each.role() + " " + each.target())
                .distinct()
                .count();
        if (missing > 0) {
            warnings.add(words.text("setup.publish.holes", missing, SetupPages.targets(content)));
        }
        if (!SetupPages.asksAnything(content)) {
            warnings.add(words.text("setup.publish.no-targets"));
        }
        return new SetupPage.Publish(
                draft.isEmpty()
                        ? words.text("setup.publish.no-draft")
                        : rows.isEmpty()
                                ? words.text("setup.publish.nobody", people.size())
                                : words.text("setup.publish.affected", rows.size(), people.size()),
                draft.isEmpty() || rows.isEmpty()
                        ? List.of()
                        : List.of(
                                words.text("setup.publish.tiers", tiers),
                                words.text("setup.publish.targets", targets),
                                words.text("setup.publish.steps", steps)),
                rows.stream().limit(MOST_ROWS).toList(),
                rows.size() > MOST_ROWS
                        ? Optional.of(words.text("setup.publish.more", rows.size() - MOST_ROWS))
                        : Optional.empty(),
                warnings,
                draft.map(Draft::revision).orElse(0L),
                columns(words, setup),
                links.to(session, SetupPages.PATH + "/columns"),
                links.to(session, SetupPages.PATH + "/publish"),
                links.to(session, SetupPages.PATH + "/discard"),
                draft.isPresent());
    }

    private static List<Option> columns(Words words, CourseSetup setup) {
        Set<String> chosen = setup.columns();
        return List.of(
                new Option("keep", words.text("setup.columns.keep"), chosen == null),
                new Option("path", words.text("setup.columns.path"), chosen != null && chosen.contains("path")),
                new Option("none", words.text("setup.columns.none"), chosen != null && chosen.isEmpty()));
    }

    static List<String> changes(Words words, Published content, Effect effect) {
        List<String> all = new ArrayList<>(moved(words, content, effect));
        all.addAll(asked(words, content, effect));
        next(words, content, effect).ifPresent(all::add);
        return all;
    }

    /** Tiers of competencies that both know, where they differ. */
    private static List<String> moved(Words words, Published content, Effect effect) {
        List<String> moved = new ArrayList<>();
        effect.after().standing().placements().forEach((id, after) -> {
            Placement before = effect.before().standing().placements().get(id);
            Tier held = before == null ? Tier.AWARE : before.tier();
            if (held != after.tier()) {
                moved.add(words.text(
                        "setup.moves",
                        content.words().competency(id, words.locale()),
                        SetupPages.tier(words, content, held),
                        SetupPages.tier(words, content, after.tier())));
            }
        });
        return moved;
    }

    private static List<String> asked(Words words, Published content, Effect effect) {
        List<String> asked = new ArrayList<>();
        Set<CompetencyId> all = new TreeSet<>(effect.before().targets().keySet());
        all.addAll(effect.after().targets().keySet());
        int gone = 0;
        for (CompetencyId id : all) {
            Tier before = effect.before().targets().get(id);
            Tier after = effect.after().targets().get(id);
            if (after == null) {
                gone++;
            } else if (after != before) {
                asked.add(words.text(
                        before == null ? "setup.asked-new" : "setup.asked-other",
                        content.words().competency(id, words.locale()),
                        SetupPages.tier(words, content, after)));
            }
        }
        if (gone > 0) {
            asked.add(words.text("setup.asked-gone", gone));
        }
        return asked;
    }

    private static Optional<String> next(Words words, Published content, Effect effect) {
        Optional<LearningItemId> before = first(effect.before());
        Optional<LearningItemId> after = first(effect.after());
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(after.map(id -> words.text("setup.next", title(words, content, id)))
                        .orElseGet(() -> words.text("setup.next-none")));
    }

    private static Optional<LearningItemId> first(Seen seen) {
        return seen.path().path().steps().stream().findFirst().map(Step::item);
    }

    static String title(Words words, Published content, LearningItemId id) {
        return content.item(id).isPresent()
                ? content.words().item(id, words.locale()).title()
                : id.value();
    }
}
