package dev.waymark.home;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.Mapped;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.home.WhyPage.Moved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What moved an estimate, as bars in parts of one tier. Every contribution is in exactly one bar, so that with the
 * starting point they add up to the estimate.
 */
record Movements(
        Visit visit, CompetencyId competency, LearnerMastery mastery, Function<EvidenceId, Optional<Entry>> ledger) {

    private static final int PIECES = 8;
    /** Smaller than this, a change shows as zero. */
    private static final double VISIBLE = .005;

    private record Change(String what, String hint, double tiers) {}

    List<Moved> bars() {
        List<Change> changes = changes();
        double most =
                Math.max(0, changes.stream().mapToDouble(Change::tiers).max().orElse(0));
        double least =
                Math.min(0, changes.stream().mapToDouble(Change::tiers).min().orElse(0));
        double span = Math.max(most - least, VISIBLE);
        double zero = zero();
        return changes.stream()
                .map(change -> {
                    double width = round(96 * Math.abs(change.tiers()) / span);
                    boolean up = change.tiers() >= 0;
                    String key = up ? "home.moved.up" : "home.moved.down";
                    return new Moved(
                            change.what(),
                            change.hint(),
                            visit.text(key, visit.words().exactly(Math.abs(change.tiers()), 2)),
                            up,
                            up ? zero : round(zero - width),
                            width);
                })
                .toList();
    }

    /** Where nothing lies on the bars, per cent. */
    double zero() {
        List<Change> changes = changes();
        double most =
                Math.max(0, changes.stream().mapToDouble(Change::tiers).max().orElse(0));
        double least =
                Math.min(0, changes.stream().mapToDouble(Change::tiers).min().orElse(0));
        return round(2 + 96 * -least / Math.max(most - least, VISIBLE));
    }

    /** The starting point, in tiers from the first line; negative below it. */
    double start() {
        double sum = ours().stream().mapToDouble(Contribution::change).sum();
        return (mastery.of(competency).mean() - sum - cuts().literate()) / tierWidth();
    }

    private List<Change> changes() {
        Map<EvidenceId, Double> direct = new LinkedHashMap<>();
        double related = 0;
        double time = 0;
        for (Contribution each : ours()) {
            switch (each.cause()) {
                case DIRECT -> direct.merge(each.evidence(), each.change(), Double::sum);
                case RELATED -> related += each.change();
                case TIME -> time += each.change();
            }
        }
        List<Change> changes = new ArrayList<>();
        List<Map.Entry<EvidenceId, Double>> newestFirst =
                withTheStrongest(new ArrayList<>(direct.entrySet()).reversed());
        newestFirst.stream().limit(PIECES).forEach(piece -> changes.add(change(piece.getKey(), piece.getValue())));
        if (newestFirst.size() > PIECES) {
            double earlier = newestFirst.stream()
                    .skip(PIECES)
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            changes.add(new Change(
                    visit.text("home.moved.earlier", newestFirst.size() - PIECES), "", earlier / tierWidth()));
        }
        if (Math.abs(related) / tierWidth() >= VISIBLE) {
            changes.add(new Change(
                    visit.text("home.moved.related"), visit.text("home.moved.related-hint"), related / tierWidth()));
        }
        if (Math.abs(time) / tierWidth() >= VISIBLE) {
            changes.add(new Change(
                    visit.text("home.moved.time"),
                    visit.text(time < 0 ? "home.moved.time-hint" : "home.moved.time-hint-up"),
                    time / tierWidth()));
        }
        return changes;
    }

    /** The newest first, and what moved it most among those that are shown one by one. */
    private static List<Map.Entry<EvidenceId, Double>> withTheStrongest(
            List<Map.Entry<EvidenceId, Double>> newestFirst) {
        List<Map.Entry<EvidenceId, Double>> ordered = new ArrayList<>(newestFirst);
        int strongest = 0;
        for (int i = 1; i < ordered.size(); i++) {
            if (Math.abs(ordered.get(i).getValue())
                    > Math.abs(ordered.get(strongest).getValue())) {
                strongest = i;
            }
        }
        if (strongest >= PIECES) {
            ordered.add(PIECES - 1, ordered.remove(strongest));
        }
        return ordered;
    }

    private Change change(EvidenceId id, double logits) {
        Optional<Entry> found = ledger.apply(id);
        if (found.isEmpty()) {
            return new Change(visit.text("home.moved.other"), "", logits / tierWidth());
        }
        Entry entry = found.get();
        var statements = new StatementWords(visit.naming());
        String seen = entry.outcome() instanceof Mapped.Counted counted
                ? statements.seen(counted.evidence().observation())
                : statements.verb(entry);
        return new Change(
                statements.what(entry),
                visit.text("home.moved.hint", visit.words().shortDay(entry.experienced()), seen),
                logits / tierWidth());
    }

    private List<Contribution> ours() {
        return mastery.contributions().stream()
                .filter(each -> each.competency().equals(competency))
                .toList();
    }

    private CutScores cuts() {
        return visit.configuration().framework().cutScoresOf(competency);
    }

    private double tierWidth() {
        return (cuts().expert() - cuts().literate()) / 2;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
