package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.LedgerSearch.Found;
import dev.waymark.web.PlainNames;
import dev.waymark.web.Words;
import java.util.Optional;

/** What statements are about, as staff of a course call it. */
record StatementNames(Words words, Configurations.Words names) {

    /** Our things by their names here; others by their own, or by what they belong to. */
    String what(Found found) {
        return activity(
                found.entry().activity(),
                found.entry()
                        .activityName()
                        .filter(name -> !name.isBlank())
                        .or(() -> found.subject().flatMap(Ledger.SeenActivities::name)));
    }

    String what(Ledger.Entry entry) {
        return activity(entry.activity(), entry.activityName());
    }

    String activity(Optional<String> iri, Optional<String> name) {
        return plain().activity(iri, name, this::ours);
    }

    String verb(String iri) {
        return plain().verb(iri);
    }

    PlainNames plain() {
        return new PlainNames(words);
    }

    private Optional<String> ours(PlainNames.Ours which) {
        try {
            return switch (which.kind()) {
                case COMPETENCY, RECHECK -> Optional.of(names.competency(new CompetencyId(which.id()), words.locale()));
                case ITEM ->
                    Optional.of(names.item(new LearningItemId(which.id()), words.locale())
                            .title());
                case FRAMEWORK -> names.framework(words.locale());
                case PATH, COURSE, PROFILE -> Optional.empty();
            };
        } catch (IllegalArgumentException notHere) {
            return Optional.empty();
        }
    }
}
