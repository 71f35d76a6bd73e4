package dev.waymark.home;

import dev.waymark.engine.model.Mapped;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.evidence.LedgerSearch.Cursor;
import dev.waymark.home.EvidencePage.Filter;
import dev.waymark.home.EvidencePage.Row;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
     * @param after where the page before ended, as in a link of ours; anything else begins with the newest
     */
    EvidencePage page(Visit visit, String show, String after) {
        Ledger.Tally tally = ledger.tallyOf(visit.tenant(), visit.id());
        long total = tally.counted() + tally.ignored();
        Optional<Boolean> counted = switch (show) {
            case "counted" -> Optional.of(true);
            case "ignored" -> Optional.of(false);
            default -> Optional.empty();
        };
        Optional<Cursor> begins = Cursor.read(after);
        List<Entry> found = ledger.entriesOf(visit.tenant(), visit.id(), counted, begins, ROWS + 1);
        List<Entry> shown = found.subList(0, Math.min(ROWS, found.size()));
        boolean several = shown.stream().map(Entry::source).distinct().count() > 1;
        return new EvidencePage(
                visit.text("home.evidence.answer", total, tally.counted(), tally.ignored()),
                visit.link(ObjectionPages.PATH),
                Stream.of("all", "counted", "ignored")
                        .map(which -> new Filter(
                                visit.text("home.evidence.show." + which),
                                href(visit, which, Optional.empty()),
                                which.equals(show)
                                        || which.equals("all") && !show.equals("counted") && !show.equals("ignored")))
                        .toList(),
                shown.stream().map(entry -> row(visit, entry, several)).toList(),
                begins.map(any -> href(visit, show, Optional.empty())),
                found.size() > ROWS
                        ? Optional.of(href(visit, show, Optional.of(Cursor.at(shown.get(ROWS - 1)))))
                        : Optional.empty());
    }

    private static String href(Visit visit, String show, Optional<Cursor> after) {
        String which = show.equals("counted") || show.equals("ignored") ? show : "all";
        return visit.link("/home/evidence?show=" + which
                + after.map(cursor -> "&after=" + URLEncoder.encode(cursor.text(), StandardCharsets.UTF_8))
                        .orElse(""));
    }

    private Row row(Visit visit, Entry entry, boolean named) {
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
                named ? entry.source() : "",
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
