package dev.waymark.lrs.xapi;

import java.util.Optional;

/** What a statement is about (xAPI 1.0.3 Data 2.4.4). */
public sealed interface StatementObject {

    /**
     * @param id as written
     * @param type IRI of the activity type, if given
     * @param name English if there is one, else the first
     */
    record Activity(String id, Optional<String> type, Optional<String> name) implements StatementObject {}

    record Agent(Actor agent) implements StatementObject {}

    record Group(Actor group) implements StatementObject {}

    /**
     * @param statementId of the other statement, in lower case
     */
    record StatementRef(String statementId) implements StatementObject {}

    /** A statement within the statement; nothing of it happened. */
    record SubStatement() implements StatementObject {}

    /** An {@code objectType} that the specification does not have. */
    record Unknown(String objectType) implements StatementObject {}
}
