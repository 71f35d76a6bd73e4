package dev.waymark.lti.notice;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Table {@code lti_notice_handler}: which notices we have asked whom for. */
@Singleton
class NoticeRows {

    private final JdbcOperations jdbc;

    NoticeRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    record Handler(
            TenantId tenant, RegistrationId registration, String deployment, String type, URI service, int failures) {}

    /** A launch says where to ask for a kind of notice; asked anew if the place or our own address is another. */
    @Transactional
    void offered(
            TenantId tenant, RegistrationId registration, String deployment, String type, URI service, String handler) {
        jdbc.prepareStatement(
                "INSERT INTO lti_notice_handler (tenant, registration, deployment_id, notice_type, service, handler,"
                        + " registered_at, not_before, failures, heard_at) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0)"
                        + " ON DUPLICATE KEY UPDATE registered_at = CASE WHEN service = VALUES(service)"
                        + " AND handler = VALUES(handler) THEN registered_at ELSE 0 END,"
                        + " service = VALUES(service), handler = VALUES(handler)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, registration.value());
                    insert.setString(3, deployment);
                    insert.setString(4, type);
                    insert.setString(5, service.toString());
                    insert.setString(6, handler);
                    return insert.executeUpdate();
                });
    }

    @Transactional
    List<Handler> due(TenantId tenant, Instant now) {
        return jdbc.prepareStatement(
                "SELECT registration, deployment_id, notice_type, service, failures FROM lti_notice_handler"
                        + " WHERE tenant = ? AND registered_at = 0 AND not_before <= ?"
                        + " ORDER BY not_before, registration, deployment_id, notice_type LIMIT 20",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    List<Handler> found = new ArrayList<>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(new Handler(
                                    tenant,
                                    new RegistrationId(row.getLong(1)),
                                    row.getString(2),
                                    row.getString(3),
                                    URI.create(row.getString(4)),
                                    row.getInt(5)));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    void registered(Handler handler, Instant at) {
        update(handler, "registered_at = ?, failures = 0, detail = NULL", Micros.of(at), "");
    }

    @Transactional
    void failed(Handler handler, String detail, Instant next) {
        update(handler, "not_before = ?, failures = failures + 1, detail = ?", Micros.of(next), detail);
    }

    private void update(Handler handler, String what, long when, String detail) {
        jdbc.prepareStatement(
                "UPDATE lti_notice_handler SET " + what
                        + " WHERE tenant = ? AND registration = ? AND deployment_id = ? AND notice_type = ?",
                update -> {
                    int at = 1;
                    update.setLong(at++, when);
                    if (!detail.isEmpty()) {
                        update.setString(at++, detail.length() <= 500 ? detail : detail.substring(0, 500));
                    }
                    update.setLong(at++, handler.tenant().value());
                    update.setLong(at++, handler.registration().value());
                    update.setString(at++, handler.deployment());
                    update.setString(at, handler.type());
                    return update.executeUpdate();
                });
    }

    /** A notice came; shows that the way is open. */
    @Transactional
    void heard(TenantId tenant, RegistrationId registration, String deployment, String type, Instant at) {
        jdbc.prepareStatement(
                "UPDATE lti_notice_handler SET heard_at = ? WHERE tenant = ? AND registration = ?"
                        + " AND deployment_id = ? AND notice_type = ?",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setLong(3, registration.value());
                    update.setString(4, deployment);
                    update.setString(5, type);
                    return update.executeUpdate();
                });
    }
}
