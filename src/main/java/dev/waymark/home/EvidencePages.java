package dev.waymark.home;

import dev.waymark.engine.model.Mapped;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.home.EvidencePage.Filter;
import dev.waymark.home.EvidencePage.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ledger of one learner in plain words. */
@Singleton
final class EvidencePages {

    static final int ROWS = 50;

    private final Ledger ledger;

    EvidencePages(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param show {@code counted}, {@code ignored}, or anything else for all
     * @param page from 1; a page that is not there is the last or the first
     */
    EvidencePage page(Visit visit, String show, int page) {
        Ledger.Tally tally = ledger.tallyOf(visit.tenant(), visit.id());
        long total = tally.counted() + tally.ignored();
        Optional<Boolean> counted = switch (show) {
            case "counted" -> Optional.of(true);
            case "ignored" -> Optional.of(false);
            default -> Optional.empty();
        };
        long wanted =
                counted.map(yes -> yes ? tally.counted() : tally.ignored()).orElse(total);
        int pages = (int) Math.max(1, (wanted + ROWS - 1) / ROWS);
        int here = Math.clamp(page, 1, pages);
        int from = (here - 1) * ROWS;
        List<Entry> shown = ledger.entriesOf(visit.tenant(), visit.id(), counted, from, ROWS);
        return new EvidencePage(
                visit.text("home.evidence.answer", total, tally.counted(), tally.ignored()),
                visit.link(ObjectionPages.PATH),
                Stream.of("all", "counted", "ignored")
                        .map(which -> new Filter(
                                visit.text("home.evidence.show." + which),
                                href(visit, which, 1),
                                which.equals(show)
                                        || which.equals("all") && !show.equals("counted") && !show.equals("ignored")))
                        .toList(),
                shown.stream().map(entry -> row(visit, entry)).toList(),
                here > 1 ? Optional.of(href(visit, show, here - 1)) : Optional.empty(),
                here < pages ? Optional.of(href(visit, show, here + 1)) : Optional.empty(),
                pages > 1 ? visit.text("home.evidence.range", from + 1, from + shown.size(), wanted) : "");
    }

    private static String href(Visit visit, String show, int page) {
        String which = show.equals("counted") || show.equals("ignored") ? show : "all";
        return visit.link("/home/evidence?show=" + which + "&page=" + page);
    }

    private Row row(Visit visit, Entry entry) {
        var words = new StatementWords(visit.naming());
        Optional<Mapped.Counted> counted =
                entry.outcome() instanceof Mapped.Counted it ? Optional.of(it) : Optional.empty();
        Optional<String> instead = entry.outcome() instanceof Mapped.Ignored ignored
                ? ignored.inFavourOf()
                        .flatMap(other -> ledger.entry(visit.tenant(), visit.id(), other))
                        .map(other -> visit.text(
                                "home.evidence.instead",
                                words.what(other),
                                visit.words().moment(other.experienced())))
                : Optional.empty();
        return new Row(
                visit.words().moment(entry.experienced()),
                words.what(entry),
                words.verb(entry),
                entry.source(),
                counted.map(it -> words.seen(it.evidence().observation())).orElse(""),
                counted.map(it -> words.countsFor(it.evidence())).orElse(List.of()),
                words.outcome(entry),
                instead,
                counted.filter(Mapped.Counted::suggested).isPresent(),
                Optional.of(entry)
                        .filter(ObjectionPages::objectable)
                        .map(it -> visit.link(ObjectionPages.PATH + "?statement="
                                + it.statement().value())));
    }
}
