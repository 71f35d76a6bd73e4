package dev.waymark.home;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.web.PlainNames;
import dev.waymark.web.Words;
import java.util.List;
import java.util.Locale;

/** A statement in plain words: what it is about, what was seen, and what became of it. */
record StatementWords(Naming naming) {

    /** What it is about: our things in the reader's words, others by the name they came with. */
    String what(Entry entry) {
        return plain().activity(entry.activity(), entry.activityName(), naming::ours);
    }

    String verb(Entry entry) {
        return plain().verb(entry.verb());
    }

    private PlainNames plain() {
        return new PlainNames(naming.words());
    }

    /** One line for each competency that it counts for. */
    List<String> countsFor(Evidence evidence) {
        Words words = naming.words();
        return evidence.competencies().stream()
                .map(each -> evidence.weight() == 1
                        ? words.text("home.evidence.counts-fully", naming.tierIn(each))
                        : words.text("home.evidence.counts", naming.tierIn(each), words.number(evidence.weight(), 2)))
                .toList();
    }

    /** What was seen. */
    String seen(Observation observation) {
        Words words = naming.words();
        return switch (observation) {
            case Observation.Answer it -> words.text(it.correct() ? "home.seen.right" : "home.seen.wrong");
            case Observation.Score it ->
                it.questions().isPresent()
                        ? words.text(
                                "home.seen.score-of",
                                words.percent(it.share()),
                                it.questions().getAsInt())
                        : words.text("home.seen.score", words.percent(it.share()));
            case Observation.PassFail it -> words.text(it.passed() ? "home.seen.passed" : "home.seen.failed");
            case Observation.Exposure it -> words.text("home.seen.exposure");
            case Observation.SelfRating it -> words.text("home.seen.self", naming.numbered(it.tier()));
            case Observation.PracticalRating it -> words.text("home.seen.practical", words.percent(it.share()));
            case Observation.PeerRating it -> words.text("home.seen.peer", naming.numbered(it.tier()));
            case Observation.ImportedBadge it -> words.text("home.seen.badge", naming.numbered(it.tier()));
            case Observation.OnTheJob it -> words.text("home.seen.job", naming.numbered(it.tier()));
        };
    }

    /** Why it does not count, or how it was read if that is worth knowing; else empty text. */
    String outcome(Entry entry) {
        Words words = naming.words();
        return switch (entry.outcome()) {
            case Mapped.Ignored it -> words.text("home.why-not." + key(it.why()));
            case Mapped.Counted it ->
                it.note().map(note -> words.text("home.note." + key(note))).orElse("");
        };
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
