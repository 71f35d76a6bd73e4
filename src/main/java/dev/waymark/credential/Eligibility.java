package dev.waymark.credential;

import dev.waymark.competency.Configurations;
import dev.waymark.credential.Certificates.Held;
import dev.waymark.credential.Certificates.Lack;
import dev.waymark.credential.Certificates.Reach;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.practical.PracticalWork;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a learner can be certified for. Two things have to agree: the tier that all evidence bears out (as sure as pages and grades
 * demand, and not provisional), and practical work that a person rated and that by itself shows the tier.
 *
 * <p>Of work rated here the rating says which tier it shows; of work graded elsewhere, a score of at least {@value #ENOUGH} of the
 * points shows the tier that the activity is aligned with. What learners say of themselves, also of what they do on the job, is no
 * practical evidence here: nobody else vouches for it.
 */
@Singleton
class Eligibility {

    /** The share of the points from which work counts as done elsewhere in Waymark too. */
    private static final double ENOUGH = 0.7;

    /** So that seven of ten is enough in binary fractions too. */
    private static final double ROUNDING = 1e-9;

    private final Masteries masteries;
    private final Configurations configurations;
    private final Ledger ledger;

    Eligibility(Masteries masteries, Configurations configurations, Ledger ledger) {
        this.masteries = masteries;
        this.configurations = configurations;
        this.ledger = ledger;
    }

    private record Shown(Tier tier, Instant at) {}

    List<Reach> of(TenantId tenant, LearnerId learner, CourseId course, List<Held> had, Instant now) {
        Standing standing = masteries.at(tenant, learner, course, now);
        List<Evidence> evidence = ledger.evidenceOf(tenant, learner).stream()
                .filter(each -> !each.experienced().isAfter(now))
                .toList();
        return configurations.of(tenant, course).framework().competencies().stream()
                .map(competency -> one(standing, competency, practical(evidence, competency), had))
                .toList();
    }

    private static Reach one(Standing standing, CompetencyId competency, List<Shown> practical, List<Held> had) {
        Placement placement = standing.placements().get(competency);
        boolean known = placement != null && placement.known();
        Tier held = placement == null || !known ? Tier.AWARE : placement.tier();
        Tier goal = Tier.ofLevel(Math.max(Tier.LITERATE.level(), held.level()));
        Tier shown = practical.stream()
                .map(Shown::tier)
                .max(Comparator.naturalOrder())
                .orElse(Tier.AWARE);
        boolean set = standing.set().containsKey(competency);
        boolean unsure = placement != null && placement.provisional();
        Set<Lack> lacks = EnumSet.noneOf(Lack.class);
        if (set) {
            lacks.add(Lack.SET_BY_STAFF);
        }
        if (held.level() < goal.level()) {
            lacks.add(Lack.TIER);
        } else if (unsure) {
            lacks.add(Lack.UNSURE);
        }
        if (shown.level() < goal.level()) {
            lacks.add(Lack.PRACTICAL);
        }
        Tier both = Tier.ofLevel(Math.min(held.level(), shown.level()));
        boolean already = had.stream()
                .anyMatch(each -> each.valid()
                        && each.competency().equals(competency)
                        && each.tier().level() >= both.level());
        Optional<Tier> offered =
                !set && known && !unsure && both != Tier.AWARE && !already ? Optional.of(both) : Optional.empty();
        return new Reach(
                competency,
                held,
                known,
                offered,
                goal,
                lacks,
                practical.stream()
                        .filter(each -> each.tier().level() >= both.level())
                        .map(Shown::at)
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    /** Rated practical work in a competency, with the tier that each piece shows. */
    private static List<Shown> practical(List<Evidence> evidence, CompetencyId competency) {
        List<Shown> found = new ArrayList<>();
        for (Evidence each : evidence) {
            if (each.observation() instanceof Observation.PracticalRating rating) {
                each.competencies().stream()
                        .filter(asked -> asked.competency().equals(competency))
                        .flatMap(asked -> tier(each, rating.share(), asked).stream())
                        .forEach(tier -> found.add(new Shown(tier, each.experienced())));
            }
        }
        return found;
    }

    private static Optional<Tier> tier(Evidence each, double share, CompetencyTier asked) {
        if (PracticalWork.isPiece(each.item())) {
            return PracticalWork.shown(each.item(), share, asked.tier().level());
        }
        return share >= ENOUGH - ROUNDING ? Optional.of(asked.tier()) : Optional.empty();
    }
}
