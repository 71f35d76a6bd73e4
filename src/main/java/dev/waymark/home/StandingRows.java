package dev.waymark.home;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.Placement;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.web.TierMark;
import dev.waymark.web.Track;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The competencies of one visit as rows: those with a target in the planner's order, furthest first, then the others. */
record StandingRows(Visit visit, Standing standing) {

    List<StandingRow> withTarget(List<Gap> gaps) {
        return gaps.stream().map(gap -> row(gap.competency(), Optional.of(gap))).toList();
    }

    List<StandingRow> others(List<Gap> gaps) {
        Set<CompetencyId> targeted = gaps.stream().map(Gap::competency).collect(Collectors.toSet());
        return visit.configuration().framework().competencies().stream()
                .filter(competency -> !targeted.contains(competency))
                .map(competency -> row(competency, Optional.empty()))
                .toList();
    }

    StandingRow row(CompetencyId competency, Optional<Gap> gap) {
        Placement placement = placement(competency);
        Naming naming = visit.naming();
        TierMark mark = placement.known()
                ? new TierMark(
                        placement.tier().level(),
                        naming.numbered(placement.tier()),
                        placement.provisional() ? visit.text("home.provisional") : "")
                : new TierMark(0, visit.text("home.not-known"));
        boolean reached = placement.known() && gap.filter(Gap::reached).isPresent();
        return new StandingRow(
                naming.competency(competency),
                mark,
                distance(gap, placement.known()),
                reached,
                Optional.ofNullable(standing.set().get(competency))
                        .map(set -> visit.text(
                                "home.set-by-staff",
                                visit.words().day(visit.words().dateOf(set.until())),
                                set.reason()))
                        .orElseGet(() -> HowSure.sentence(placement, naming)),
                track(competency, placement, gap),
                placement.known(),
                visit.link(
                        placement.known()
                                ? ObjectionPages.PATH + "?skill="
                                        + URLEncoder.encode(competency.value(), StandardCharsets.UTF_8)
                                : "/home/check"));
    }

    Placement placement(CompetencyId competency) {
        Placement found = standing.placements().get(competency);
        if (found == null) {
            throw new IllegalStateException("no placement for competency " + competency);
        }
        return found;
    }

    private String distance(Optional<Gap> gap, boolean known) {
        return gap.map(goal -> !known
                        ? visit.text("home.target", visit.naming().numbered(goal.target()))
                        : goal.reached()
                                ? visit.text("home.target-reached")
                                : visit.text(
                                        "home.tiers-to",
                                        goal.tiers(),
                                        visit.naming().numbered(goal.target())))
                .orElseGet(() -> visit.text("home.no-target"));
    }

    private Track track(CompetencyId competency, Placement placement, Optional<Gap> gap) {
        OptionalInt target =
                gap.map(goal -> OptionalInt.of(goal.target().level())).orElse(OptionalInt.empty());
        if (!placement.known()) {
            return Track.unknown(target);
        }
        CutScores cuts = visit.configuration().framework().cutScoresOf(competency);
        return Track.of(
                new Track.Cuts(cuts.literate(), cuts.practitioner(), cuts.expert()),
                standing.mastery().of(competency).mean(),
                placement.low(),
                placement.high(),
                placement.tier().level(),
                target);
    }
}
