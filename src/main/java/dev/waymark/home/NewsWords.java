package dev.waymark.home;

import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.home.HomePage.News;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.practical.PracticalWork;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What changed lately: tiers that moved, practical work that was rated, and results that the learner may have expected to count. */
record NewsWords(Visit visit) {

    static final int MOVES = 4;
    static final int UNCOUNTED = 3;
    static final int RATINGS = 3;
    static final Duration LATELY = Duration.ofDays(14);

    /** Reasons that concern a result of the learner's; logins, views and parts of attempts are no news. */
    static final Set<Mapped.Why> WORTH_TELLING = EnumSet.of(
            Mapped.Why.NOT_ALIGNED,
            Mapped.Why.VOIDED,
            Mapped.Why.COMPLETION_TAKEN_BACK,
            Mapped.Why.NOTHING_TO_READ,
            Mapped.Why.SUCCESS_WITHOUT_MARK,
            Mapped.Why.SCORE_OUT_OF_RANGE,
            Mapped.Why.VERB_UNKNOWN,
            Mapped.Why.OBJECT_NOT_AN_ACTIVITY);

    /**
     * @param evidence all that counts of the learner
     * @param since what came before is no news
     * @param uncounted results that count for nothing, for a reason {@link #WORTH_TELLING}, newest first
     */
    List<News> of(List<Evidence> evidence, List<TierMove> moves, List<Entry> uncounted, Instant since) {
        var statements = new StatementWords(visit.naming());
        Stream<News> moved = moves.stream()
                .filter(move -> move.at().isAfter(since))
                .limit(MOVES)
                .map(this::moved);
        Stream<News> without = uncounted.stream()
                .filter(entry -> entry.stored().isAfter(since))
                .map(entry -> new News(
                        visit.text("home.news.uncounted", statements.what(entry)),
                        statements.outcome(entry),
                        visit.link("/home/evidence")));
        return Stream.of(rated(evidence, since), moved, without)
                .flatMap(each -> each)
                .toList();
    }

    /** Practical work of the learner's that people have rated, newest first. */
    private Stream<News> rated(List<Evidence> evidence, Instant since) {
        return evidence.stream()
                .filter(each -> each.stored().isAfter(since) && PracticalWork.isPiece(each.item()))
                .sorted(Evidence.ORDER.reversed())
                .flatMap(each -> each.observation() instanceof Observation.PracticalRating rating
                        ? each.competencies().stream()
                                .filter(asked -> visit.configuration()
                                        .framework()
                                        .competencies()
                                        .contains(asked.competency()))
                                .map(asked -> rated(each, rating, asked))
                        : Stream.empty())
                .limit(RATINGS);
    }

    private News rated(Evidence each, Observation.PracticalRating rating, CompetencyTier asked) {
        String name = visit.naming().competency(asked.competency());
        String day = visit.words().shortDay(each.stored());
        return new News(
                visit.text("home.news.rated"),
                PracticalWork.shown(each.item(), rating.share(), asked.tier().level())
                        .map(tier -> visit.text(
                                "home.news.rated-shows", name, visit.naming().numbered(tier), day))
                        .orElseGet(() -> visit.text("home.news.rated-none", name, day)),
                visit.link("/home/practical"));
    }

    private News moved(TierMove move) {
        String key = move.to() > move.from() ? "home.news.up" : "home.news.down";
        return new News(
                visit.naming().competency(move.competency()),
                visit.text(
                        key,
                        visit.naming().numbered(Tier.ofLevel(move.from())),
                        visit.naming().numbered(Tier.ofLevel(move.to())),
                        visit.words().shortDay(move.at())),
                visit.link("/home/competency?id=" + move.competency()));
    }
}
