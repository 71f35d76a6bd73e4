package dev.waymark.home;

import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.home.HomePage.News;
import dev.waymark.mastery.Masteries.TierMove;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What changed lately: tiers that moved, and results that the learner may have expected to count. */
record NewsWords(Visit visit) {

    static final int MOVES = 4;
    static final int UNCOUNTED = 3;
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

    /** @param uncounted results that count for nothing, for a reason {@link #WORTH_TELLING}, newest first */
    List<News> of(List<TierMove> moves, List<Entry> uncounted) {
        var statements = new StatementWords(visit.naming());
        Stream<News> moved = moves.stream().limit(MOVES).map(this::moved);
        Stream<News> without = uncounted.stream()
                .map(entry ->
                        new News(visit.text("home.news.uncounted", statements.what(entry)), statements.outcome(entry)));
        return Stream.concat(moved, without).toList();
    }

    private News moved(TierMove move) {
        String key = move.to() > move.from() ? "home.news.up" : "home.news.down";
        return new News(
                visit.naming().competency(move.competency()),
                visit.text(
                        key,
                        visit.naming().numbered(Tier.ofLevel(move.from())),
                        visit.naming().numbered(Tier.ofLevel(move.to())),
                        visit.words().shortDay(move.at())));
    }
}
