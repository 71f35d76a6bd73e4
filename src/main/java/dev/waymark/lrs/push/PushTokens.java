package dev.waymark.lrs.push;

import dev.waymark.lrs.Source.PushToken;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may push. A token has 256 random bits, is shown once and kept as a digest; it names its source, and its source its
 * tenant, so a sender says nothing else about itself.
 */
@Singleton
public class PushTokens {

    /** Whose statements they are. */
    record Sender(TenantId tenant, String source) {}

    private static final Logger LOG = LoggerFactory.getLogger(PushTokens.class);
    private static final String PREFIX = "wmp_";
    private static final int SHOWN = 10;
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PushTokens(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Makes a token for a source.
     *
     * @param by who asked, for the log
     * @return the token, which nobody can see again
     */
    @Transactional
    public String make(TenantId tenant, String source, String by) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        jdbc.prepareStatement(
                "INSERT INTO lrs_push_token (token_hash, tenant, source, starts_with, made, used, revoked)"
                        + " VALUES (?, ?, ?, ?, ?, 0, 0)",
                insert -> {
                    insert.setString(1, AgentKey.hash(token));
                    insert.setLong(2, tenant.value());
                    insert.setString(3, source);
                    insert.setString(4, token.substring(0, SHOWN));
                    insert.setLong(5, Micros.of(clock.instant()));
                    return insert.executeUpdate();
                });
        LOG.info("{} made a token that may push to the source {} of tenant {}", by, source, tenant);
        return token;
    }

    /** Those that are in force, oldest first. */
    @Transactional
    public List<PushToken> of(TenantId tenant, String source) {
        return jdbc.prepareStatement(
                "SELECT token_hash, starts_with, made, used FROM lrs_push_token"
                        + " WHERE tenant = ? AND source = ? AND revoked = 0 ORDER BY made, token_hash",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    List<PushToken> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            long used = rows.getLong(4);
                            found.add(new PushToken(
                                    rows.getString(1),
                                    rows.getString(2),
                                    Micros.toInstant(rows.getLong(3)),
                                    used == 0 ? Optional.empty() : Optional.of(Micros.toInstant(used))));
                        }
                    }
                    return found;
                });
    }

    /** From now on the token opens nothing. */
    @Transactional
    public void revoke(TenantId tenant, String source, String hash, String by) {
        jdbc.prepareStatement(
                "UPDATE lrs_push_token SET revoked = ? WHERE tenant = ? AND source = ? AND token_hash = ?", update -> {
                    update.setLong(1, Micros.of(clock.instant()));
                    update.setLong(2, tenant.value());
                    update.setString(3, source);
                    update.setString(4, hash);
                    return update.executeUpdate();
                });
        LOG.info("{} revoked a token of the source {} of tenant {}", by, source, tenant);
    }

    /** Whose token it is, as {@code Bearer}, or as user name or password of {@code Basic}: senders offer one or the other. */
    Optional<Sender> sender(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String scheme = authorization.substring(0, space);
        String rest = authorization.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return known(rest);
        }
        if (!scheme.equalsIgnoreCase("Basic")) {
            return Optional.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(rest), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? known(pair) : known(pair.substring(colon + 1)).or(() -> known(pair.substring(0, colon)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Sender> known(String token) {
        return token.startsWith(PREFIX) && token.length() < 100 ? byHash(AgentKey.hash(token)) : Optional.empty();
    }

    @Transactional
    Optional<Sender> byHash(String hash) {
        record Found(Sender sender, Instant used) {}
        Optional<Found> found = jdbc.prepareStatement(
                "SELECT tenant, source, used FROM lrs_push_token WHERE token_hash = ? AND revoked = 0", select -> {
                    select.setString(1, hash);
                    try (var rows = select.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Found(
                                        new Sender(new TenantId(rows.getLong(1)), rows.getString(2)),
                                        Micros.toInstant(rows.getLong(3))))
                                : Optional.empty();
                    }
                });
        Instant now = clock.instant();
        if (found.isPresent() && found.get().used().plus(NOTED_EVERY).isBefore(now)) {
            jdbc.prepareStatement("UPDATE lrs_push_token SET used = ? WHERE token_hash = ?", update -> {
                update.setLong(1, Micros.of(now));
                update.setString(2, hash);
                return update.executeUpdate();
            });
        }
        return found.map(Found::sender);
    }
}
