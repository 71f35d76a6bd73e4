package dev.waymark.access;

import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys in the database. */
@Singleton
class StoredApiTokens implements ApiTokens {

    private static final String PREFIX = "wmk_";
    private static final int ID_BYTES = 12;
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_NAME = 200;

    /** How exactly the last use is kept: a busy program must not write at every request. */
    private static final Duration USE_GRAIN = Duration.ofMinutes(1);

    private static final String COLUMNS =
            "SELECT tenant, id, name, scopes, digest, made_by, made_at, ends_at, last_used_at, withdrawn_at"
                    + " FROM access_token";

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StoredApiTokens(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Made make(TenantId tenant, String name, Set<Scope> scopes, Duration life, String by) {
        String kept = name.strip();
        if (kept.isEmpty() || kept.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a key needs a name of 1 to 200 characters, found " + kept.length());
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("a key needs at least one scope");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a key lives more than 0 and at most " + LONGEST.toDays() + " days, found " + life.toDays());
        }
        String id = HexFormat.of().formatHex(bytes(ID_BYTES));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
        Instant now = Micros.toInstant(Micros.of(clock.instant()));
        Token token = new Token(tenant, id, kept, scopes, by, now, now.plus(life), Optional.empty(), Optional.empty());
        jdbc.prepareStatement(
                "INSERT INTO access_token (tenant, id, name, scopes, digest, made_by, made_at, ends_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, id);
                    insert.setString(3, kept);
                    insert.setString(
                            4, scopes.stream().sorted().map(Scope::text).collect(Collectors.joining(" ")));
                    insert.setString(5, digest(secret));
                    insert.setString(6, by);
                    insert.setLong(7, Micros.of(token.madeAt()));
                    insert.setLong(8, Micros.of(token.endsAt()));
                    return insert.executeUpdate();
                });
        return new Made(token, PREFIX + id + "_" + secret);
    }

    @Override
    @Transactional
    public Optional<Token> open(String key) {
        int idEnd = PREFIX.length() + ID_BYTES * 2;
        if (!key.startsWith(PREFIX) || key.length() <= idEnd + 1 || key.charAt(idEnd) != '_') {
            return Optional.empty();
        }
        String id = key.substring(PREFIX.length(), idEnd);
        byte[] found = digest(key.substring(idEnd + 1)).getBytes(StandardCharsets.US_ASCII);
        Instant now = clock.instant();
        Optional<Token> token = jdbc.prepareStatement(COLUMNS + " WHERE id = ?", select -> {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                boolean right = row.next()
                        && MessageDigest.isEqual(found, row.getString(5).getBytes(StandardCharsets.US_ASCII));
                return right ? Optional.of(read(row)) : Optional.empty();
            }
        });
        Optional<Token> holding = token.filter(each -> each.holds(now));
        holding.filter(each -> each.lastUsedAt()
                        .map(used -> used.plus(USE_GRAIN).isBefore(now))
                        .orElse(true))
                .ifPresent(each -> used(each, now));
        return holding;
    }

    @Override
    @Transactional
    public List<Token> all(TenantId tenant) {
        return jdbc.prepareStatement(COLUMNS + " WHERE tenant = ? ORDER BY made_at DESC, id", select -> {
            select.setLong(1, tenant.value());
            return readAll(select);
        });
    }

    @Override
    @Transactional
    public boolean withdraw(TenantId tenant, String id) {
        return jdbc.prepareStatement(
                        "UPDATE access_token SET withdrawn_at = ? WHERE tenant = ? AND id = ? AND withdrawn_at IS NULL",
                        update -> {
                            update.setLong(1, Micros.of(clock.instant()));
                            update.setLong(2, tenant.value());
                            update.setString(3, id);
                            return update.executeUpdate();
                        })
                > 0;
    }

    private void used(Token token, Instant now) {
        jdbc.prepareStatement("UPDATE access_token SET last_used_at = ? WHERE tenant = ? AND id = ?", update -> {
            update.setLong(1, Micros.of(now));
            update.setLong(2, token.tenant().value());
            update.setString(3, token.id());
            return update.executeUpdate();
        });
    }

    private static List<Token> readAll(PreparedStatement select) throws SQLException {
        List<Token> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(read(rows));
            }
        }
        return found;
    }

    private static Token read(ResultSet row) throws SQLException {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(row.getString(4).split(" "))
                .forEach(text -> Scope.of(text).ifPresent(scopes::add));
        return new Token(
                new TenantId(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                scopes,
                row.getString(6),
                Micros.toInstant(row.getLong(7)),
                Micros.toInstant(row.getLong(8)),
                instant(row, 9),
                instant(row, 10));
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
    }

    private byte[] bytes(int count) {
        byte[] drawn = new byte[count];
        random.nextBytes(drawn);
        return drawn;
    }

    /** 256 random bits need no salt and no slow digest: there is nothing to guess. */
    private static String digest(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
