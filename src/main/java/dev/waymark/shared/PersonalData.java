package dev.waymark.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one room keeps about people. Every room that has tables has a bean of this kind: by it a person sees what is kept of
 * them, takes it along, and has it erased. {@code EveryTableAnswersTest} walks all tables and names one that no room
 * answers for.
 */
public interface PersonalData {

    /** The room's name. */
    String room();

    /** Its tables with rows about people; rows that hang on others' rows before those. */
    List<PersonalTable> tables();

    /** Its other tables, each with the reason why nobody can be found by it. */
    default Map<String, String> impersonal() {
        return Map.of();
    }

    /**
     * What has to be done before any room's rows go, in the caller's transaction: keep what was erased from coming back, take
     * back what was said elsewhere. May be asked more than once.
     *
     * @return what stays elsewhere, by the last part of its key in the message files ({@code erasure.remains.…}), with how many
     */
    default Map<String, Long> takeLeave(Person person, Instant at) {
        return Map.of();
    }

    /**
     * Erases rows that {@link #tables()} cannot tell, in the caller's transaction.
     *
     * @return how many
     */
    default long eraseFurther(Person person) {
        return 0;
    }
}
