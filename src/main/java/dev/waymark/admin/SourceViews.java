package dev.waymark.admin;

import dev.waymark.lrs.LrsCheck;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.feed.Readings;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lrs.push.PushTokens;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sources in words. */
@Singleton
final class SourceViews {

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Readings readings;
    private static final int REFUSED_SHOWN = 50;

    private final PushTokens tokens;
    private final StatementOutbox outbox;

    SourceViews(Readings readings, PushTokens tokens, StatementOutbox outbox) {
        this.outbox = outbox;
        this.readings = readings;
        this.tokens = tokens;
    }

    SourcesPage.Line line(AdminVisit visit, Source source, String href) {
        Words words = visit.words();
        Readings.Progress progress = readings.of(visit.tenant(), source.name());
        boolean late = progress.lag().filter(lag -> lag.compareTo(LATE) > 0).isPresent();
        boolean bad = !source.readable() || progress.problem().isPresent() || (late && !progress.paused());
        return new SourcesPage.Line(
                source.label(),
                source.name(),
                href,
                words.text(stateKey(source, progress)),
                bad,
                progress.lag().map(lag -> span(words, lag)).orElse("–"));
    }

    private static String stateKey(Source source, Readings.Progress progress) {
        if (source.address().isEmpty()) {
            return "admin.sources.state.push";
        }
        if (!source.readable()) {
            return "admin.sources.state.sealed";
        }
        if (progress.paused()) {
            return "admin.sources.state.paused";
        }
        if (progress.refused()) {
            return "admin.sources.state.refused";
        }
        if (progress.problem().isPresent()) {
            return "admin.sources.state.problem";
        }
        if (progress.filling().isPresent()) {
            return "admin.sources.state.filling";
        }
        return progress.completeTo().isPresent() ? "admin.sources.state.fine" : "admin.sources.state.new";
    }

    /** What is wrong, as the reader noted it. */
    Optional<String> problem(AdminVisit visit, Source source, Readings.Progress progress) {
        return source.readable()
                ? progress.problem()
                : Optional.of(visit.words().text("admin.sources.state.sealed"));
    }

    List<SourcePage.Fact> facts(AdminVisit visit, Source source, Readings.Progress progress) {
        Words words = visit.words();
        List<SourcePage.Fact> facts = new ArrayList<>();
        fact(facts, words, "state", words.text(stateKey(source, progress)));
        source.address().map(URI::toString).ifPresent(address -> fact(facts, words, "address", address));
        progress.lag().ifPresent(lag -> fact(facts, words, "lag", span(words, lag)));
        progress.completeTo().ifPresent(time -> fact(facts, words, "complete", words.moment(time)));
        progress.position().ifPresent(time -> fact(facts, words, "position", words.moment(time)));
        fact(facts, words, "statements", words.number(progress.statements(), 0));
        if (progress.rate() > 0) {
            fact(facts, words, "rate", words.text("admin.sources.per-second", words.number(progress.rate(), 0)));
        }
        fact(facts, words, "late", words.number(progress.late(), 0));
        fact(facts, words, "unusable", words.number(readings.unusable(visit.tenant(), source.name()), 0));
        progress.filling().ifPresent(filling -> {
            fact(facts, words, "filling", words.percent(filling.share()));
            fact(facts, words, "filling-statements", words.number(filling.statements(), 0));
            fact(facts, words, "filling-left", left(words, filling.left()));
        });
        progress.again().ifPresent(again -> again(facts, words, again));
        progress.nightlyDone()
                .ifPresent(time -> fact(
                        facts,
                        words,
                        "nightly",
                        words.text(
                                "admin.sources.nightly-found",
                                words.moment(time),
                                words.number(progress.nightlyFound(), 0))));
        progress.retryAt().ifPresent(time -> fact(facts, words, "retry", words.moment(time)));
        if (progress.clockAhead().abs().compareTo(CLOCKS_DIFFER) > 0) {
            fact(facts, words, "clock", clock(words, progress.clockAhead()));
        }
        return facts;
    }

    private static void again(List<SourcePage.Fact> facts, Words words, Readings.Again again) {
        fact(
                facts,
                words,
                "again",
                words.text(
                        "admin.sources.again-share",
                        words.moment(again.from()),
                        words.moment(again.until()),
                        words.percent(again.share())));
        fact(facts, words, "again-read", words.number(again.read(), 0));
        if (again.rate() > 0) {
            fact(facts, words, "again-rate", words.text("admin.sources.per-second", words.number(again.rate(), 0)));
        }
        fact(facts, words, "again-left", left(words, again.left()));
    }

    /**
     * @param href of the page that shows it
     */
    SourcePage.Filling filling(AdminVisit visit, Readings.Filling filling, String href) {
        Words words = visit.words();
        return new SourcePage.Filling(
                filling.share(),
                words.text(
                        "admin.sources.filling-text",
                        words.percent(filling.share()),
                        words.number(filling.statements(), 0),
                        left(words, filling.left())),
                href);
    }

    private static String left(Words words, Optional<Duration> time) {
        return time.map(left -> span(words, left)).orElseGet(() -> words.text("admin.sources.too-early"));
    }

    private static void fact(List<SourcePage.Fact> facts, Words words, String key, String value) {
        facts.add(new SourcePage.Fact(words.text("admin.sources.fact." + key), value));
    }

    List<SourcePage.Sentence> findings(AdminVisit visit, List<LrsCheck.Finding> found) {
        Words words = visit.words();
        return found.stream()
                .map(each -> new SourcePage.Sentence(
                        each.kind() == LrsCheck.Kind.CLOCK_DIFFERS
                                ? clock(words, Duration.ofSeconds(Long.parseLong(each.detail())))
                                : words.text(key("admin.sources.found.", each.kind()), each.detail()),
                        each.inTheWay()))
                .toList();
    }

    List<SourcePage.Token> tokens(AdminVisit visit, Source source) {
        Words words = visit.words();
        return tokens.of(visit.tenant(), source.name()).stream()
                .map(token -> new SourcePage.Token(
                        token.hash(),
                        token.startsWith(),
                        words.moment(token.made()),
                        token.used().map(words::moment).orElseGet(() -> words.text("admin.sources.token-unused"))))
                .toList();
    }

    /** Our own statements on their way to it; empty for one that does not take them and has none left. */
    Optional<SourcePage.Ours> ours(AdminVisit visit, Source source) {
        Words words = visit.words();
        StatementOutbox.Standing standing = outbox.standing(visit.tenant(), source.name());
        boolean any = standing.waiting() + standing.sent() + standing.undeliverable() > 0;
        if (!source.takesOurs() && !any) {
            return Optional.empty();
        }
        List<SourcePage.Fact> facts = new ArrayList<>();
        fact(facts, words, "ours-waiting", words.number(standing.waiting(), 0));
        fact(facts, words, "ours-sent", words.number(standing.sent(), 0));
        fact(facts, words, "ours-refused", words.number(standing.undeliverable(), 0));
        List<SourcePage.Refused> refused = outbox.undeliverable(visit.tenant(), source.name(), REFUSED_SHOWN).stream()
                .map(each -> new SourcePage.Refused(
                        each.statementId().toString(), words.moment(each.added()), each.reason(), each.json()))
                .toList();
        long more = standing.undeliverable() - refused.size();
        return Optional.of(new SourcePage.Ours(
                facts,
                outbox.heldUp(visit.tenant(), source.name()),
                refused,
                more > 0 ? Optional.of(words.text("admin.sources.ours-more", more)) : Optional.empty()));
    }

    private static String clock(Words words, Duration ahead) {
        return words.text(
                ahead.isNegative() ? "admin.sources.clock-behind" : "admin.sources.clock-ahead",
                span(words, ahead.abs()));
    }

    private static String span(Words words, Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return words.text("admin.sources.seconds", seconds);
        }
        return seconds < 7_200
                ? words.text("admin.sources.minutes", seconds / 60)
                : seconds < 172_800
                        ? words.text("admin.sources.hours", seconds / 3_600)
                        : words.text("admin.sources.days", seconds / 86_400);
    }

    static String key(String begin, Enum<?> of) {
        return begin + of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
