package dev.waymark.shared;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.function.Supplier;

/**
 * Runs a transaction again when the database broke it off in favour of another one: a deadlock, a lock waited for too
 * long, or a row that both had found missing. Anything else is thrown on at once.
 */
public final class Contention {

    private static final int TRIES = 5;
    private static final int MYSQL_DEADLOCK = 1213;
    private static final int MYSQL_LOCK_WAIT = 1205;
    private static final int MARIADB_CHANGED_SINCE_READ = 1020;

    private Contention() {}

    /** Runs the work, which must begin its own transaction, until it comes through; at most {@value #TRIES} times. */
    public static <T> T retry(Supplier<T> transaction) {
        for (int tried = 1; ; tried++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (tried == TRIES || !isContention(e)) {
                    throw e;
                }
            }
        }
    }

    static boolean isContention(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLTransientConnectionException) {
                return false; // No connection was free; asking again at once would only lengthen the queue.
            }
            if (each instanceof SQLTransactionRollbackException
                    || each instanceof SQLTransientException
                    || each instanceof SQLIntegrityConstraintViolationException) {
                return true;
            }
            if (each instanceof SQLException sql
                    && (sql.getErrorCode() == MYSQL_DEADLOCK
                            || sql.getErrorCode() == MYSQL_LOCK_WAIT
                            || sql.getErrorCode() == MARIADB_CHANGED_SINCE_READ)) {
                return true;
            }
        }
        return false;
    }
}
