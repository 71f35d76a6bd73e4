package dev.waymark.lti.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.lti.core.Unguessable;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Codes that say which tenant a registration belongs to, for the platform cannot: an invite's, which an administrator of
 * ours hands out before; or a claim's, which the page shows to a person who registered without one. Kept as keyed hashes.
 */
@Singleton
public class Invites {

    /** How long a registration that nobody claimed is kept. */
    static final Duration UNCLAIMED = Duration.ofDays(14);

    private static final Pattern INVITE = Pattern.compile("([1-9]\\d{0,17})\\.[A-Za-z0-9_-]{43}");
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcOperations jdbc;
    private final RegistrationWriting writing;
    private final SecretBox box;
    private final ToolSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Invites(JdbcOperations jdbc, RegistrationWriting writing, SecretBox box, ToolSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.writing = writing;
        this.box = box;
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of a claim. */
    public enum Claim {
        CLAIMED,
        /** Nobody waits under this code, or it is too old. */
        UNKNOWN,
        /** Another registration has this issuer and client id by now. */
        TAKEN
    }

    /**
     * The address to give to a platform as its tool's registration address. It serves one registration.
     *
     * @param days how long it is good for, 1 to 90
     */
    @Transactional
    public URI make(TenantId tenant, String by, int days) {
        if (days < 1 || days > 90) {
            throw new IllegalArgumentException("an invite is good for 1 to 90 days, not " + days);
        }
        String code = tenant + "." + Unguessable.text();
        Instant now = clock.instant();
        Sql.change(
                jdbc,
                "INSERT INTO lti_invite (tenant, code_hash, made_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                tenant.value(),
                hash(code),
                by,
                Micros.of(now),
                Micros.of(now.plus(Duration.ofDays(days))));
        return settings.at("/lti/register?code=" + code);
    }

    /** Whose invite this is, if it is still good. */
    @Transactional
    public Optional<TenantId> tenantOf(String code) {
        var parts = INVITE.matcher(code);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var tenant = new TenantId(Long.parseLong(parts.group(1)));
        boolean good = !Sql.rows(
                        jdbc,
                        row -> row.getLong(1),
                        "SELECT expires_at FROM lti_invite"
                                + " WHERE tenant = ? AND code_hash = ? AND used_at IS NULL AND expires_at > ?",
                        tenant.value(),
                        hash(code),
                        Micros.of(clock.instant()))
                .isEmpty();
        return good ? Optional.of(tenant) : Optional.empty();
    }

    /** Uses an invite up; of many at once, one wins. */
    @Transactional
    boolean spend(TenantId tenant, String code) {
        long now = Micros.of(clock.instant());
        return Sql.change(
                        jdbc,
                        "UPDATE lti_invite SET used_at = ?"
                                + " WHERE tenant = ? AND code_hash = ? AND used_at IS NULL AND expires_at > ?",
                        now,
                        tenant.value(),
                        hash(code),
                        now)
                == 1;
    }

    /** Keeps a registration that is nobody's yet; the code under which it can be claimed. */
    @Transactional
    String leave(Draft draft) {
        String code = claimCode();
        Instant now = clock.instant();
        Sql.change(
                jdbc,
                "INSERT INTO lti_unclaimed (claim_hash, issuer, client_id, found, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE claim_hash = VALUES(claim_hash),"
                        + " found = VALUES(found), created_at = VALUES(created_at), expires_at = VALUES(expires_at)",
                hash(code),
                draft.issuer(),
                draft.clientId(),
                json(draft),
                Micros.of(now),
                Micros.of(now.plus(UNCLAIMED)));
        return code;
    }

    /** Makes a registration that was left the tenant's own. It stays switched off until it is confirmed. */
    @Transactional
    public Claim claim(TenantId tenant, String typed) {
        String code = typed.strip().toUpperCase(Locale.ROOT);
        List<Draft> found = Sql.rows(
                jdbc,
                row -> draft(row.getString(1)),
                "SELECT found FROM lti_unclaimed WHERE claim_hash = ? AND expires_at > ?",
                hash(code),
                Micros.of(clock.instant()));
        if (found.isEmpty()) {
            return Claim.UNKNOWN;
        }
        int taken = Sql.change(jdbc, "DELETE FROM lti_unclaimed WHERE claim_hash = ?", hash(code));
        if (taken != 1) {
            return Claim.UNKNOWN;
        }
        return writing.insert(tenant, found.getFirst(), KeptRegistration.Origin.DYNAMIC, KeptRegistration.State.WAITING)
                        .isPresent()
                ? Claim.CLAIMED
                : Claim.TAKEN;
    }

    /** Forgets what nobody claimed, and invites that are over. */
    @Transactional
    public void forgetBefore(Instant instant) {
        Sql.change(jdbc, "DELETE FROM lti_unclaimed WHERE expires_at < ?", Micros.of(instant));
        Sql.change(jdbc, "DELETE FROM lti_invite WHERE expires_at < ?", Micros.of(instant.minus(Duration.ofDays(30))));
    }

    /** Twelve letters that do not look alike: 59 bits, and a guess costs a sign-in. */
    private String claimCode() {
        var code = new StringBuilder("WR");
        for (int i = 0; i < 12; i++) {
            code.append(i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private String hash(String code) {
        return box.fingerprint("lti registration code", code);
    }

    private static String json(Draft draft) {
        try {
            return JSON.writeValueAsString(draft);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a draft of texts can be written", e);
        }
    }

    private static Draft draft(String json) {
        try {
            return JSON.readValue(json, Draft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what lti_unclaimed keeps cannot be read", e);
        }
    }
}
