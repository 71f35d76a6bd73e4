package dev.waymark.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import dev.waymark.web.Messages;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No table is forgotten when somebody asks what is kept of them, or has it erased. */
@Tag("storage")
@MicronautTest(transactional = false)
class EveryTableAnswersTest {

    /** Columns by which a person may be found or read. */
    private static final Set<String> PERSONAL = Set.of(
            "learner", "owner", "subject", "agent_hash", "agent_key", "person_hash", "display_name", "actor", "rater");

    /** The kernel's own. */
    private static final Set<String> KERNEL = Set.of("shared_tenant", "shared_lease");

    @Inject
    List<PersonalData> rooms;

    @Inject
    EveryTable tables;

    @Inject
    Messages messages;

    @Test
    void everyTableIsAnsweredForByTheRoomWhoseNameItBears() {
        Set<String> answered = new TreeSet<>();
        for (PersonalData room : rooms) {
            Set<String> own = room.tables().stream().map(PersonalTable::table).collect(Collectors.toSet());
            own.addAll(room.impersonal().keySet());
            assertThat(own).as(room.room()).allMatch(table -> table.startsWith(room.room() + "_"));
            answered.addAll(own);
        }
        answered.addAll(KERNEL);
        Set<String> all = new TreeSet<>(tables.columns().keySet());
        assertThat(all).hasSizeGreaterThan(60);
        Set<String> nobodys = new TreeSet<>(all);
        nobodys.removeAll(answered);
        assertThat(nobodys).as("tables for which no room answers").isEmpty();
        answered.removeAll(all);
        assertThat(answered)
                .as("tables that are answered for and are not there")
                .isEmpty();
    }

    @Test
    void aTableByWhichAPersonCanBeFoundIsNeverCalledImpersonal() {
        List<String> wrong = new ArrayList<>();
        Set<String> impersonal = rooms.stream()
                .flatMap(room -> room.impersonal().keySet().stream())
                .collect(Collectors.toSet());
        tables.columns()
                .forEach((table, columns) -> columns.stream()
                        .map(EveryTable.Column::name)
                        .filter(PERSONAL::contains)
                        .filter(column -> impersonal.contains(table))
                        .forEach(column -> wrong.add(table + "." + column)));
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoDidSomethingIsNamelessAfterwards() {
        Set<String> answered = new TreeSet<>();
        for (PersonalData room : rooms) {
            room.impersonal().keySet().forEach(table -> answered.add(table));
            for (PersonalTable table : room.tables()) {
                answered.add(
                        table.fate() instanceof PersonalTable.Fate.Nameless nameless
                                ? table.table() + "." + nameless.column()
                                : table.table() + " goes");
            }
        }
        List<String> wrong = new ArrayList<>();
        // Words of an enum, and what names no person.
        Set<String> others = Set.of("vouched_by", "claimed_by", "voided_by", "by_word", "people_by");
        tables.columns()
                .forEach((table, columns) -> columns.stream()
                        .map(EveryTable.Column::name)
                        .filter(column -> column.endsWith("_by") && !others.contains(column))
                        .filter(column -> !answered.contains(table) && !answered.contains(table + "." + column))
                        .forEach(column -> wrong.add(table + "." + column)));
        assertThat(wrong)
                .as("columns that may name a member of staff")
                .containsExactly("learner_agent_apart.decided_by");
    }

    @Test
    void everySortOfEntryHasItsWords() {
        for (PersonalData room : rooms) {
            assertThat(messages.text(Locale.ENGLISH, "data.room." + room.room()))
                    .isNotBlank();
            for (PersonalTable table : room.tables()) {
                assertThat(messages.text(Locale.ENGLISH, "data.what." + table.what()))
                        .isNotBlank();
            }
        }
    }
}
