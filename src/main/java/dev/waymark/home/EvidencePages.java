package dev.waymark.home;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.home.EvidencePage.Filter;
import dev.waymark.home.EvidencePage.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        List<Entry> all = ledger.entriesOf(visit.tenant(), visit.id());
        Map<EvidenceId, Entry> byId =
                all.stream().collect(Collectors.toMap(Entry::statement, Function.identity(), (one, same) -> one));
        List<Entry> counted = all.stream()
                .filter(entry -> entry.outcome() instanceof Mapped.Counted)
                .toList();
        List<Entry> wanted = switch (show) {
            case "counted" -> counted;
            case "ignored" ->
                all.stream()
                        .filter(entry -> entry.outcome() instanceof Mapped.Ignored)
                        .toList();
            default -> all;
        };
        int pages = Math.max(1, (wanted.size() + ROWS - 1) / ROWS);
        int here = Math.clamp(page, 1, pages);
        int from = (here - 1) * ROWS;
        int to = Math.min(wanted.size(), from + ROWS);
        return new EvidencePage(
                visit.text("home.evidence.answer", all.size(), counted.size(), all.size() - counted.size()),
                Stream.of("all", "counted", "ignored")
                        .map(which -> new Filter(
                                visit.text("home.evidence.show." + which),
                                href(visit, which, 1),
                                which.equals(show)
                                        || which.equals("all") && !show.equals("counted") && !show.equals("ignored")))
                        .toList(),
                wanted.subList(from, to).stream()
                        .map(entry -> row(visit, entry, byId))
                        .toList(),
                here > 1 ? Optional.of(href(visit, show, here - 1)) : Optional.empty(),
                here < pages ? Optional.of(href(visit, show, here + 1)) : Optional.empty(),
                pages > 1 ? visit.text("home.evidence.range", from + 1, to, wanted.size()) : "");
    }

    private static String href(Visit visit, String show, int page) {
        String which = show.equals("counted") || show.equals("ignored") ? show : "all";
        return visit.link("/home/evidence?show=" + which + "&page=" + page);
    }

    private static Row row(Visit visit, Entry entry, Map<EvidenceId, Entry> byId) {
        var words = new StatementWords(visit.naming());
        Optional<Mapped.Counted> counted =
                entry.outcome() instanceof Mapped.Counted it ? Optional.of(it) : Optional.empty();
        Optional<String> instead = entry.outcome() instanceof Mapped.Ignored ignored
                ? ignored.inFavourOf()
                        .map(byId::get)
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
                counted.filter(Mapped.Counted::suggested).isPresent());
    }
}
