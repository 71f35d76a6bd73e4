package dev.waymark.learner;

import dev.waymark.learner.Identities.Field;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what else a platform knows its people, as their last launch said: what is declared or read in later is joined by it
 * at once. E-mail addresses are not among it. Each method runs in its caller's transaction.
 */
@Singleton
class LearnerFields {

    private static final List<Field> KEPT =
            List.of(Field.SOURCED_ID, Field.USERNAME, Field.ID_NUMBER, Field.CANVAS_USER_ID);
    private static final int LONGEST = 500;

    private final JdbcOperations jdbc;

    LearnerFields(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void remember(TenantId tenant, RegistrationId registration, LearnerId learner, ResourceLinkLaunch launch) {
        for (Field field : KEPT) {
            LaunchAgents.value(launch, field)
                    .filter(value -> value.length() <= LONGEST)
                    .ifPresent(value -> jdbc.prepareStatement(
                            "INSERT INTO learner_field (tenant, registration, learner, field, value_hash, field_value)"
                                    + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                                    + " value_hash = VALUES(value_hash), field_value = VALUES(field_value)",
                            insert -> {
                                insert.setLong(1, tenant.value());
                                insert.setLong(2, registration.value());
                                insert.setString(3, learner.toString());
                                insert.setString(4, field.name());
                                insert.setString(5, People.hash(value));
                                insert.setString(6, value);
                                return insert.executeUpdate();
                            }));
        }
    }

    /** Who has this value; empty if nobody, or more than one. */
    Optional<LearnerId> only(TenantId tenant, RegistrationId registration, Field field, String value) {
        List<LearnerId> found = jdbc.prepareStatement(
                "SELECT learner FROM learner_field WHERE tenant = ? AND registration = ? AND field = ?"
                        + " AND value_hash = ? LIMIT 2",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    select.setString(3, field.name());
                    select.setString(4, People.hash(value));
                    List<LearnerId> ids = new java.util.ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            ids.add(LearnerId.of(rows.getString(1)));
                        }
                    }
                    return ids;
                });
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    Map<Field, String> of(TenantId tenant, RegistrationId registration, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT field, field_value FROM learner_field WHERE tenant = ? AND registration = ? AND learner = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    select.setString(3, learner.toString());
                    Map<Field, String> found = new EnumMap<>(Field.class);
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.put(Field.valueOf(rows.getString(1)), rows.getString(2));
                        }
                    }
                    return found;
                });
    }

    /** Everybody of a platform with their value of a field. */
    Map<LearnerId, String> all(TenantId tenant, RegistrationId registration, Field field) {
        String sql = field == Field.SUBJECT
                ? "SELECT learner, subject FROM learner_identity WHERE tenant = ? AND registration = ? ORDER BY learner"
                : "SELECT learner, field_value FROM learner_field WHERE tenant = ? AND registration = ? AND field = ?"
                        + " ORDER BY learner";
        return jdbc.prepareStatement(sql, select -> {
            select.setLong(1, tenant.value());
            select.setLong(2, registration.value());
            if (field != Field.SUBJECT) {
                select.setString(3, field.name());
            }
            Map<LearnerId, String> found = new LinkedHashMap<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(LearnerId.of(rows.getString(1)), rows.getString(2));
                }
            }
            return found;
        });
    }
}
