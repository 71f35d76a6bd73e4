package dev.waymark.competency;

import static dev.waymark.shared.PersonalTable.actsOf;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What this room keeps about people: which member of staff decided what. */
@Singleton
class CompetencyPersonalData implements PersonalData {

    @Override
    public String room() {
        return "competency";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                actsOf("competency_version", "published_by", "version", "@published_at"),
                actsOf("competency_alignment", "decided_by", "activity", "competencies", "@decided_at"),
                actsOf("competency_draft", "made_by", "version", "@made_at"),
                actsOf("competency_course", "published_by", "course", "number", "@published_at"),
                actsOf("competency_course_draft", "changed_by", "course", "@changed_at"),
                actsOf("competency_course_afresh", "decided_by", "course", "@decided_at"),
                actsOf("competency_case_open", "decided_by", "@decided_at"));
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "competency_document", "frameworks",
                "competency_alignment_count", "a number",
                "competency_draft_document", "frameworks",
                "competency_source", "frameworks",
                "competency_identity", "competencies",
                "competency_course_origin", "which courses are copies of which",
                "competency_target", "targets of roles");
    }
}
