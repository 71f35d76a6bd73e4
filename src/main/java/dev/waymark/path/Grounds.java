package dev.waymark.path;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.PlanRequest.Reached;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.path.Paths.Done;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a path rests on at an instant.
 *
 * @param assumed tiers that staff set, to plan with in the place of what the evidence bears out
 * @param reached tiers that were reached and since when
 * @param choices as the planner takes them: of the content in force, with all that is done
 * @param done newest first
 * @param basis SHA-256 of what may change a path from one moment to the next: the content, the role, the evidence, the
 *     tiers and the choices. Not the estimates themselves: they fade by a little every second
 */
record Grounds(
        Published published,
        JobRole role,
        Standing standing,
        SortedMap<CompetencyId, Tier> assumed,
        SortedMap<CompetencyId, Reached> reached,
        Choices choices,
        List<Done> done,
        Instant at,
        String basis) {

    Grounds {
        done = List.copyOf(done);
    }

    static Grounds of(
            Published published,
            JobRole role,
            Standing standing,
            SortedMap<CompetencyId, Tier> assumed,
            SortedMap<CompetencyId, Reached> reached,
            Choices choices,
            List<Done> done,
            Instant at) {
        return new Grounds(
                published,
                role,
                standing,
                assumed,
                reached,
                choices,
                done,
                at,
                basisOf(published, role, standing, assumed, choices));
    }

    Grounds choosing(Choices other) {
        return of(published, role, standing, assumed, reached, other, done, at);
    }

    Grounds supposing(JobRole otherRole, SortedMap<CompetencyId, Tier> tiers, Choices other) {
        return of(published, otherRole, standing, tiers, reached, other, done, at);
    }

    /** What to plan with: what the evidence bears out, but for the tiers that were set. */
    SortedMap<CompetencyId, Placement> placements() {
        SortedMap<CompetencyId, Placement> placements = new TreeMap<>(standing.placements());
        assumed.forEach((competency, tier) -> placements.computeIfPresent(
                competency,
                (id, borneOut) -> new Placement(
                        id,
                        true,
                        tier,
                        false,
                        1,
                        tier == Tier.EXPERT ? OptionalDouble.empty() : OptionalDouble.of(0),
                        borneOut.low(),
                        borneOut.high(),
                        Optional.empty())));
        return placements;
    }

    /**
     * @param thorough true if somebody asked for this path, and more effort is worth it
     */
    PlanInputs inputs(LearningPath before, boolean thorough) {
        var mastery = standing.mastery();
        return new PlanInputs(
                published.version(),
                role.id(),
                mastery.snapshot(),
                mastery.asOf(),
                mastery.estimates(),
                placements(),
                choices,
                before,
                reached,
                thorough);
    }

    private static String basisOf(
            Published published,
            JobRole role,
            Standing standing,
            SortedMap<CompetencyId, Tier> assumed,
            Choices choices) {
        var text = new StringBuilder();
        text.append(published.version()).append('\n').append(role.id()).append('\n');
        text.append(standing.mastery().snapshot()).append('\n').append(standing.evidence());
        for (Contribution each : standing.mastery().contributions()) {
            // What a piece of evidence did is settled when it happened; time's part goes on growing.
            if (each.cause() != Cause.TIME) {
                text.append('\n').append(each.competency());
                text.append(' ').append(each.cause()).append(' ').append(each.evidence());
                text.append(' ').append(Long.toHexString(Double.doubleToLongBits(each.meanBefore())));
                text.append(' ').append(Long.toHexString(Double.doubleToLongBits(each.meanAfter())));
            }
        }
        standing.placements()
                .values()
                .forEach(each -> text.append('\n')
                        .append(each.competency())
                        .append('@')
                        .append(each.tier().level())
                        .append(each.known())
                        .append(each.cap()));
        // Nothing set adds nothing, so that paths kept from before stay fresh.
        assumed.forEach((competency, tier) ->
                text.append('\n').append(competency).append('=').append(tier.level()));
        text.append('\n').append(PathJson.text(ChoicesJson.write(choices)));
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
