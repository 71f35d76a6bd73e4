package dev.waymark.lrs.feed;

import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The few lines that every query by a list of ids has. */
final class Sql {

    private Sql() {}

    /** Question marks for a list. */
    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** The first column of a query whose first parameters are tenant and source, and whose others are texts. */
    static List<String> texts(
            JdbcOperations jdbc, String sql, TenantId tenant, String source, Collection<String> values) {
        return jdbc.prepareStatement(sql, select -> {
            select.setLong(1, tenant.value());
            select.setString(2, source);
            int at = 3;
            for (String each : values) {
                select.setString(at++, each);
            }
            List<String> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
