package dev.waymark.engine.model;

/**
 * Where one tier ends and the next begins, on the logit scale of the mastery estimate. The only place that knows: a
 * learner exactly on a cut holds the upper tier, here and therefore everywhere.
 *
 * @param literate least logit of {@link Tier#LITERATE}
 * @param practitioner least logit of {@link Tier#PRACTITIONER}, above {@code literate}
 * @param expert least logit of {@link Tier#EXPERT}, above {@code practitioner}
 */
public record CutScores(double literate, double practitioner, double expert) {

    /** The published default: four zones of 1.5 logits each, from -2.7 to 3.3. */
    public static final CutScores DEFAULT = new CutScores(-1.2, 0.3, 1.8);

    public CutScores {
        if (!(literate < practitioner && practitioner < expert)) {
            throw new IllegalArgumentException("cut scores must rise: literate %s, practitioner %s, expert %s"
                    .formatted(literate, practitioner, expert));
        }
    }

    public Tier tierAt(double logit) {
        if (logit >= expert) return Tier.EXPERT;
        if (logit >= practitioner) return Tier.PRACTITIONER;
        if (logit >= literate) return Tier.LITERATE;
        return Tier.AWARE;
    }

    /** The least logit of a tier; negative infinity for {@link Tier#AWARE}, which everybody holds. */
    public double leastLogitOf(Tier tier) {
        return switch (tier) {
            case AWARE -> Double.NEGATIVE_INFINITY;
            case LITERATE -> literate;
            case PRACTITIONER -> practitioner;
            case EXPERT -> expert;
        };
    }
}
