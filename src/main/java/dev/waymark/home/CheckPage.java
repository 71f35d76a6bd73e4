package dev.waymark.home;

import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * Finding out where one stands: one's own view, a few questions, and both side by side. All in words.
 *
 * @param rows a row for each competency of the role
 * @param placement how the questions stand, a sentence, and what may be done
 * @param review the questions of the last placement, once it is over
 * @param quizzes activities of this platform that show one of these competencies
 */
public record CheckPage(
        String csrf,
        Optional<String> said,
        String rateHref,
        String beginAction,
        String placement,
        Optional<String> beginText,
        List<Row> rows,
        List<Answered> review,
        List<Quiz> quizzes) {

    /** False if nothing was said that can be compared, so that a table of it would be empty words. */
    public boolean compares() {
        return rows.stream()
                .anyMatch(row -> row.own().level() > 0 || !row.criteria().isEmpty());
    }

    /** @param criteria what the organisation demands besides, sentence by sentence */
    public record Row(String competency, TierMark own, TierMark shown, String together, List<Criterion> criteria) {}

    public record Criterion(boolean met, String sentence) {}

    public record Answered(String question, boolean right, String yours, String best, String why) {}

    public record Quiz(String name, String href) {}

    /**
     * The grid in which one rates oneself.
     *
     * @param moment makes sending the form twice one rating
     */
    public record Grid(String csrf, String action, String back, String moment, boolean nothing, List<Skill> skills) {}

    public record Skill(String field, String name, List<Anchor> anchors) {}

    public record Anchor(String value, String tier, String text, boolean chosen) {}

    /** One question; nothing on it says which option is right. */
    public record Asking(
            String csrf,
            String action,
            String back,
            String id,
            String place,
            String text,
            boolean nothing,
            List<Choice> choices) {}

    public record Choice(String value, String text) {}
}
