package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetup.Say;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Hole;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.CourseActivities.All;
import dev.waymark.instructor.CourseActivities.Found;
import dev.waymark.instructor.SetupPage.Option;
import dev.waymark.instructor.SetupPage.Shown;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The step of a set-up at which staff say what activities count for. */
@Singleton
final class SetupActivities {

    private static final int MOST_SHOWN = 100;
    private static final int HOLES = 6;

    private final CourseSetups setups;
    private final SessionLinks links;

    SetupActivities(CourseSetups setups, SessionLinks links) {
        this.setups = setups;
        this.links = links;
    }

    SetupPage.Activities shown(LtiSession session, Words words, Published content, All all) {
        int settled =
                (int) all.activities().stream().filter(each -> !each.open()).count();
        int total = all.activities().size();
        List<Hole> holes = setups.holes(content);
        long targets = SetupPages.targets(content);
        long missing = holes.stream()
                .map(each -> each.role() + " " + each.target())
                .distinct()
                .count();
        return new SetupPage.Activities(
                words.text("setup.settled", settled, total),
                total == 0 ? 0 : Math.round(1000.0 * settled / total) / 10.0,
                (int) all.activities().stream()
                        .filter(each -> each.open() && each.sure())
                        .count(),
                total - settled,
                links.to(session, SetupPages.PATH + "/activities"),
                all.activities().stream()
                        .limit(MOST_SHOWN)
                        .map(each -> activity(words, content, each))
                        .toList(),
                links.to(session, SetupPages.PATH + "/activity"),
                content.framework().competencies().stream()
                        .map(id -> new Option(id.value(), content.words().competency(id, words.locale()), false))
                        .toList(),
                words.text("setup.covers", targets - missing, targets),
                holes.stream()
                        .collect(Collectors.toMap(Hole::step, each -> each, (one, other) -> one, TreeMap::new))
                        .values()
                        .stream()
                        .limit(HOLES)
                        .map(each -> new SetupPage.Hole(
                                SetupPages.step(words, content, each.step()), SetupPages.why(words, each)))
                        .toList(),
                links.to(session, CoveragePages.PATH));
    }

    private SetupPage.Activity activity(Words words, Published content, Found each) {
        Optional<Piece> said = each.said();
        Optional<Alignment> guess = each.guess().alignment();
        List<CompetencyTier> counts = said.map(SetupActivities::counts)
                .orElseGet(() -> guess.map(it -> List.copyOf(it.competencies())).orElse(List.of()));
        List<CompetencyTier> known = counts.stream()
                .filter(it -> content.framework().competencies().contains(it.competency()))
                .toList();
        String state = said.map(it -> it.say().name().toLowerCase(Locale.ROOT)).orElse("open");
        String kind = said.map(Piece::kind)
                .orElseGet(() -> guess.map(it -> it.kind().name()).orElse(EvidenceKind.ASSESSMENT.name()));
        return new SetupPage.Activity(
                each.activity(),
                each.name(),
                about(words, each),
                state,
                words.text("setup.state." + state),
                known.stream().map(it -> shown(words, content, it)).toList(),
                words.text("setup.not-learning"),
                words.text("setup.sure." + each.guess().sure().name().toLowerCase(Locale.ROOT) + "."
                        + each.guess().basis()),
                guess.isPresent(),
                warning(words, content, each),
                new SetupPage.Form(
                        rows(known),
                        said.map(Piece::minutes).orElseGet(() -> minutes(EvidenceKind.valueOf(kind))),
                        kind,
                        said.map(Piece::reviewed).filter(Objects::nonNull).orElse("")));
    }

    static List<CompetencyTier> counts(Piece piece) {
        return piece.counts().stream()
                .map(text -> new CompetencyTier(
                        new CompetencyId(text.substring(0, text.lastIndexOf('@'))),
                        Tier.ofLevel(Integer.parseInt(text.substring(text.lastIndexOf('@') + 1)))))
                .toList();
    }

    /** Working time where nobody said, minutes. */
    static int minutes(EvidenceKind kind) {
        return switch (kind) {
            case ASSESSMENT -> 30;
            case PRACTICAL -> 120;
            case EXPOSURE -> 20;
            case PEER, ON_THE_JOB -> 60;
        };
    }

    /** What it counts for already, where the draft would have it count for something else. */
    private static Optional<String> warning(Words words, Published content, Found each) {
        if (each.elsewhere().isEmpty() || each.said().isEmpty()) {
            return Optional.empty();
        }
        SortedSet<CompetencyTier> counted = new TreeSet<>();
        each.elsewhere().get().ifPresent(it -> counted.addAll(it.competencies()));
        Set<String> before = counted.stream().map(CompetencyTier::toString).collect(Collectors.toSet());
        Set<String> now = each.said().get().say() == Say.NOTHING
                ? Set.of()
                : each.said().get().counts();
        return before.equals(now)
                ? Optional.empty()
                : Optional.of(words.text(
                        "setup.elsewhere",
                        counted.isEmpty()
                                ? words.text("setup.nothing-word")
                                : counted.stream()
                                        .map(what -> said(words, content, what))
                                        .collect(Collectors.joining(", "))));
    }

    /** In words, as far as the framework of the draft has them; an activity may count for a skill of another one. */
    private static String said(Words words, Published content, CompetencyTier what) {
        return content.framework().competencies().contains(what.competency())
                ? SetupPages.step(words, content, what)
                : what.toString();
    }

    private static String about(Words words, Found each) {
        return switch (each.origin()) {
            case STATEMENTS ->
                each.type()
                        .map(type -> words.text("instructor.activity.about", tail(type), each.results()))
                        .orElseGet(() -> words.text("instructor.activity.results", each.results()));
            case GRADEBOOK -> words.text("setup.from-gradebook");
            case CATALOGUE -> words.text("setup.from-catalogue");
        };
    }

    private static String tail(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    }

    private static Shown shown(Words words, Published content, CompetencyTier what) {
        return new Shown(
                content.words().competency(what.competency(), words.locale()),
                new TierMark(what.tier().level(), SetupPages.tier(words, content, what.tier())));
    }

    private static List<SetupPage.Row> rows(List<CompetencyTier> counts) {
        List<SetupPage.Row> rows = new ArrayList<>();
        counts.forEach(each -> rows.add(new SetupPage.Row(
                rows.size() + 1,
                each.competency().value(),
                Integer.toString(each.tier().level()))));
        while (rows.size() < 2) {
            rows.add(new SetupPage.Row(rows.size() + 1, "", "2"));
        }
        return rows;
    }
}
