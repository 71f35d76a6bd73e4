package dev.waymark.shared;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** The organisations that use this installation. */
@Singleton
public class Tenants {

    private final JdbcOperations jdbc;

    Tenants(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, oldest first; never empty. */
    @Transactional
    public List<TenantId> all() {
        return jdbc.prepareStatement("SELECT id FROM shared_tenant ORDER BY id", select -> {
            List<TenantId> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new TenantId(rows.getLong(1)));
                }
            }
            return found;
        });
    }
}
