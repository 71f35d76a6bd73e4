package dev.waymark.engine.estimate;

/**
 * What the prediction of the next answer needs beyond {@link Constants}: how items are learnt, what practice adds, and
 * the weights of the read-out. Chosen on the training learners of three public answer sets, each set judged with the
 * weights that the others gave; see {@code docs/model-card.md}. Logits unless said otherwise.
 *
 * <p>Nothing here moves a tier.
 *
 * @param itemVariance how far items of the same competencies lie apart at first, squared logits
 * @param levelVariance how far competencies lie apart at first, squared logits
 * @param allVariance doubt about the level of everything at first, squared logits
 * @param practiceGain what each unit of ln(1 + questions so far on a competency) adds, where nothing is known of it
 * @param practiceVariance how far that differs between competencies at first
 * @param readOut weights of the sum that a prediction is
 */
public record Prediction(
        double itemVariance,
        double levelVariance,
        double allVariance,
        double practiceGain,
        double practiceVariance,
        ReadOut readOut) {

    /** What Waymark ships with. */
    public static final Prediction PUBLISHED = new Prediction(1.0, 0.5, 1.0, 0.35, 0.1, ReadOut.PUBLISHED);

    public Prediction {
        if (!(itemVariance > 0 && levelVariance >= 0 && allVariance >= 0 && practiceVariance >= 0)) {
            throw new IllegalArgumentException(
                    "variances must not be negative and the items' must be above 0, found items %s, levels %s, all %s, practice %s"
                            .formatted(itemVariance, levelVariance, allVariance, practiceVariance));
        }
    }
}
