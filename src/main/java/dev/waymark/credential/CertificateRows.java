package dev.waymark.credential;

import dev.waymark.credential.Certificates.Certificate;
import dev.waymark.credential.Certificates.Held;
import dev.waymark.credential.Certificates.Reason;
import dev.waymark.credential.Certificates.Revocation;
import dev.waymark.credential.Certificates.Tally;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Table {@code credential_certificate}. Each method runs in its caller's transaction. */
@Singleton
class CertificateRows {

    private static final String COLUMNS =
            "SELECT tenant, certificate, learner, course, competency, tier, shown_name, jwt,"
                    + " issued_at, revoked_at, reason, remark, revoked_by FROM credential_certificate WHERE ";

    private final JdbcOperations jdbc;

    CertificateRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Certificate made, LearnerId learner, CourseId course, String kid, int list, int index) {
        jdbc.prepareStatement(
                "INSERT INTO credential_certificate (tenant, certificate, learner, course, competency, tier, shown_name,"
                        + " jwt, kid, list_number, list_index, issued_at, revoked_at, reason, remark, revoked_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', '')",
                insert -> {
                    insert.setLong(1, made.tenant().value());
                    insert.setString(2, made.id());
                    insert.setString(3, learner.toString());
                    insert.setString(4, course.key());
                    insert.setString(5, made.competency().value());
                    insert.setInt(6, made.tier().level());
                    insert.setString(7, made.shownName().orElse(""));
                    insert.setString(8, made.jwt());
                    insert.setString(9, kid);
                    insert.setInt(10, list);
                    insert.setInt(11, index);
                    insert.setLong(12, Micros.of(made.issuedAt()));
                    return insert.executeUpdate();
                });
    }

    List<Certificate> of(TenantId tenant, LearnerId learner) {
        return certificates("tenant = ? AND learner = ? ORDER BY issued_at DESC, certificate", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, learner.toString());
        });
    }

    /** Newest first, as {@link #of}, without what only the certificate's own page shows: signed texts are 4 kB each. */
    List<Held> held(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT competency, tier, revoked_at, reason, remark, revoked_by FROM credential_certificate"
                        + " WHERE tenant = ? AND learner = ? ORDER BY issued_at DESC, certificate",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    List<Held> all = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            all.add(new Held(
                                    new CompetencyId(rows.getString(1)),
                                    Tier.ofLevel(rows.getInt(2)),
                                    revocation(rows, 3)));
                        }
                    }
                    return all;
                });
    }

    /** @param first the column of {@code revoked_at}; reason, remark and who follow it */
    private static Optional<Revocation> revocation(ResultSet rows, int first) throws SQLException {
        long at = rows.getLong(first);
        return at == 0
                ? Optional.empty()
                : Optional.of(new Revocation(
                        Micros.toInstant(at),
                        Reason.valueOf(rows.getString(first + 1)),
                        rows.getString(first + 2),
                        rows.getString(first + 3)));
    }

    /** Of whichever organisation: its id is unguessable, and whoever has it was given it. */
    Optional<Certificate> published(String id) {
        return certificates("certificate = ?", select -> select.setString(1, id)).stream()
                .findFirst();
    }

    /** @return how many rows: 1, or 0 if there is none such that is valid */
    int revoke(TenantId tenant, String id, Revocation why) {
        return revoke(tenant, why, "certificate = ?", id, Optional.empty());
    }

    int revoke(TenantId tenant, String id, LearnerId of, Revocation why) {
        return revoke(tenant, why, "certificate = ? AND learner = ?", id, Optional.of(of.toString()));
    }

    int revoke(TenantId tenant, String id, CourseId in, Revocation why) {
        return revoke(tenant, why, "certificate = ? AND course = ?", id, Optional.of(in.key()));
    }

    int revokeAllOf(TenantId tenant, String learner, Revocation why) {
        return revoke(tenant, why, "learner = ?", learner, Optional.empty());
    }

    int revokeAllSignedBy(TenantId tenant, String kid, Revocation why) {
        return revoke(tenant, why, "kid = ?", kid, Optional.empty());
    }

    private int revoke(TenantId tenant, Revocation why, String which, String one, Optional<String> other) {
        return jdbc.prepareStatement(
                "UPDATE credential_certificate SET revoked_at = ?, reason = ?, remark = ?, revoked_by = ?"
                        + " WHERE tenant = ? AND revoked_at = 0 AND " + which,
                update -> {
                    update.setLong(1, Micros.of(why.at()));
                    update.setString(2, why.reason().name());
                    update.setString(3, why.remark());
                    update.setString(4, why.by());
                    update.setLong(5, tenant.value());
                    update.setString(6, one);
                    if (other.isPresent()) {
                        update.setString(7, other.get());
                    }
                    return update.executeUpdate();
                });
    }

    /** Leaves of a person's revoked certificates that there were some. */
    int makeNameless(TenantId tenant, String learner) {
        return jdbc.prepareStatement(
                "UPDATE credential_certificate SET learner = '', course = '', shown_name = '', jwt = '', remark = ''"
                        + " WHERE tenant = ? AND learner = ? AND revoked_at > 0",
                update -> {
                    update.setLong(1, tenant.value());
                    update.setString(2, learner);
                    return update.executeUpdate();
                });
    }

    Tally tally(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT COUNT(*), COUNT(CASE WHEN revoked_at > 0 THEN 1 END) FROM credential_certificate WHERE tenant = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    try (ResultSet rows = select.executeQuery()) {
                        rows.next();
                        return new Tally(rows.getLong(1), rows.getLong(2));
                    }
                });
    }

    boolean taken(TenantId tenant, int list, int index) {
        return jdbc.prepareStatement(
                "SELECT 1 FROM credential_certificate WHERE tenant = ? AND list_number = ? AND list_index = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, list);
                    select.setInt(3, index);
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next();
                    }
                });
    }

    /** The bits of a list that are set. */
    BitSet revoked(TenantId tenant, int list) {
        return jdbc.prepareStatement(
                "SELECT list_index FROM credential_certificate WHERE tenant = ? AND list_number = ? AND revoked_at > 0",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, list);
                    var bits = new BitSet(StatusList.LENGTH);
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            bits.set(rows.getInt(1));
                        }
                    }
                    return bits;
                });
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement select) throws SQLException;
    }

    private List<Certificate> certificates(String which, Binding binding) {
        return jdbc.prepareStatement(COLUMNS + which, select -> {
            binding.bind(select);
            List<Certificate> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(new Certificate(
                            new TenantId(rows.getLong(1)),
                            rows.getString(2),
                            said(rows.getString(3)).map(LearnerId::of),
                            said(rows.getString(4)).map(CourseId::ofKey),
                            new CompetencyId(rows.getString(5)),
                            Tier.ofLevel(rows.getInt(6)),
                            said(rows.getString(7)),
                            rows.getString(8),
                            Micros.toInstant(rows.getLong(9)),
                            revocation(rows, 10)));
                }
            }
            return all;
        });
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
