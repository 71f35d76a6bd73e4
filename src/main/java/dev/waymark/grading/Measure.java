package dev.waymark.grading;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.mastery.Masteries.Standing;
import java.util.Map;
import java.util.Optional;

/**
 * What a grade column scores: the whole path, or one competency ({@code competency/C03}). The words stay in gradebooks
 * for years, as {@code resourceId} after our mark, and are never changed.
 */
final class Measure {

    static final String PATH = "path";

    /** Our mark on columns: {@code tag}, and the beginning of {@code resourceId}. */
    static final String TAG = "waymark";

    private static final String COMPETENCY = "competency/";
    private static final int LONGEST = 100;

    private Measure() {}

    static String resourceId(String measure) {
        return TAG + "/" + measure;
    }

    /**
     * What the column of a link scores.
     *
     * @param page custom parameter of the link, if it has one
     */
    static String ofLink(Optional<String> page, Optional<String> part) {
        return page.filter("competency"::equals)
                .flatMap(any -> part)
                .map(id -> COMPETENCY + id)
                .filter(measure -> measure.length() <= LONGEST)
                .orElse(PATH);
    }

    /** True if it is a measure of this role or of some other; an unknown competency is none. */
    static boolean known(String measure, java.util.Set<CompetencyId> competencies) {
        return measure.equals(PATH)
                || competency(measure).filter(competencies::contains).isPresent();
    }

    static Optional<CompetencyId> competency(String measure) {
        try {
            return measure.startsWith(COMPETENCY)
                    ? Optional.of(new CompetencyId(measure.substring(COMPETENCY.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The part of a role's targets that is scored. */
    static JobRole of(String measure, JobRole role) {
        if (measure.equals(PATH)) {
            return role;
        }
        Optional<CompetencyId> one = competency(measure);
        Optional<Tier> target = one.map(id -> role.targets().get(id));
        return new JobRole(
                role.id(),
                role.weight(),
                role.start(),
                target.isPresent() ? Map.of(one.orElseThrow(), target.get()) : Map.of());
    }

    /** True if there is evidence for what is scored: without any, a zero would be a lie. */
    static boolean shown(String measure, Standing standing) {
        return measure.equals(PATH)
                || competency(measure)
                        .map(id -> standing.placements().get(id))
                        .filter(Placement::known)
                        .isPresent();
    }
}
