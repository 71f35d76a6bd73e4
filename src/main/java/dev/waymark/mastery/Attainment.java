package dev.waymark.mastery;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Observation;
import dev.waymark.evidence.Ledger.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Whether the work on one activity shows that it was done. Where anything of it was scored, the scores decide: an attempt
 * that attained less than {@value #ENOUGH} leaves the activity to do, whatever was seen or completed besides. Answers of
 * an attempt are taken together. What is never scored is done once it counts.
 */
final class Attainment {

    /** The share of the score range that an attempt must attain. */
    static final double ENOUGH = 0.7;

    /** So that seven of ten is enough in binary fractions too. */
    private static final double ROUNDING = 1e-9;

    private Attainment() {}

    /** When it was last shown to be done; empty if it is still to do. */
    static Optional<Instant> of(Collection<Work> onOneActivity) {
        List<Attempt> attempts = attempts(onOneActivity);
        if (attempts.isEmpty()) {
            return newest(onOneActivity.stream()
                    .map(Work::evidence)
                    .map(Evidence::experienced)
                    .toList());
        }
        return newest(attempts.stream()
                .filter(each -> each.share() >= ENOUGH - ROUNDING)
                .map(Attempt::at)
                .toList());
    }

    private record Attempt(double share, Instant at) {}

    private static List<Attempt> attempts(Collection<Work> works) {
        List<Attempt> attempts = new ArrayList<>();
        Map<String, List<Evidence>> questions = works.stream()
                .filter(each -> isOneQuestion(each.evidence().observation()))
                .collect(Collectors.groupingBy(Work::group, Collectors.mapping(Work::evidence, Collectors.toList())));
        for (List<Evidence> each : questions.values()) {
            each.stream()
                    .mapToDouble(answer -> share(answer.observation()).orElse(0))
                    .average()
                    .ifPresent(share -> newest(
                                    each.stream().map(Evidence::experienced).toList())
                            .ifPresent(at -> attempts.add(new Attempt(share, at))));
        }
        for (Work each : works) {
            if (!isOneQuestion(each.evidence().observation())) {
                share(each.evidence().observation())
                        .ifPresent(share ->
                                attempts.add(new Attempt(share, each.evidence().experienced())));
            }
        }
        return attempts;
    }

    private static boolean isOneQuestion(Observation seen) {
        return seen instanceof Observation.Answer
                || seen instanceof Observation.Score score && score.questions().orElse(0) == 1;
    }

    private static OptionalDouble share(Observation seen) {
        return switch (seen) {
            case Observation.Answer answer -> OptionalDouble.of(answer.correct() ? 1 : 0);
            case Observation.Score score -> OptionalDouble.of(score.share());
            case Observation.PassFail verdict -> OptionalDouble.of(verdict.passed() ? 1 : 0);
            case Observation.PracticalRating rating -> OptionalDouble.of(rating.share());
            case Observation.Exposure _, Observation.SelfRating _, Observation.PeerRating _ -> OptionalDouble.empty();
            case Observation.ImportedBadge _, Observation.OnTheJob _ -> OptionalDouble.empty();
        };
    }

    private static Optional<Instant> newest(Collection<Instant> instants) {
        return instants.stream().max(Comparator.naturalOrder());
    }
}
