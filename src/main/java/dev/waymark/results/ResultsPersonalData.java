package dev.waymark.results;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.found;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import dev.waymark.shared.PersonalTable.By;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps about people: scores from files that staff read in. */
@Singleton
class ResultsPersonalData implements PersonalData {

    @Override
    public String room() {
        return "results";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                found(
                        "results_score",
                        "imported",
                        By.AGENT_HASH,
                        "person_hash = ?",
                        "import_id",
                        "statement_id",
                        "score",
                        "@experienced"),
                found("results_person", "imported", By.AGENT_KEY, "agent_key = ?", "field", "agent_key"),
                actsOf("results_import", "imported_by", "file_name", "@imported_at"));
    }
}
