package dev.waymark.lti.deeplink;

import dev.waymark.lti.core.ContentItem;
import dev.waymark.lti.core.DeepLinkingRequest.Settings;
import dev.waymark.lti.core.DeepLinkingResponse;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.ServiceTrouble;
import dev.waymark.lti.registration.ServiceTrouble.Service;
import dev.waymark.lti.registration.ToolKeys;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests in a table, so that the answer may come from another node; spent by the one UPDATE that finds them open. */
@Singleton
class StoredDeepLinks implements DeepLinks {

    /** As long as the session; the platform's own page is gone sooner. */
    private static final Duration LIFE = Duration.ofHours(8);

    /** Whoever is here again sooner has pressed twice. */
    private static final Duration SECOND_CLICK = Duration.ofSeconds(5);

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final Platforms platforms;
    private final ToolKeys keys;
    private final ServiceTrouble troubles;
    private final Clock clock;

    StoredDeepLinks(
            JdbcOperations jdbc,
            SecretBox box,
            Platforms platforms,
            ToolKeys keys,
            ServiceTrouble troubles,
            Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.platforms = platforms;
        this.keys = keys;
        this.troubles = troubles;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void keep(LtiSession session, Settings settings) {
        Instant now = clock.instant();
        jdbc.prepareStatement(
                "INSERT INTO lti_deep_linking (tenant, session_hash, return_url, accept_types, accept_multiple,"
                        + " accept_line_item, data, title, description, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, session.tenant().value());
                    insert.setString(2, hash(session));
                    insert.setString(3, settings.returnUrl().toString());
                    insert.setString(4, settings.acceptTypes().stream().sorted().collect(Collectors.joining(" ")));
                    insert.setInt(5, settings.acceptMultiple() ? 1 : 0);
                    insert.setInt(6, settings.acceptLineItem() ? 1 : 0);
                    insert.setString(7, settings.data().orElse(null));
                    insert.setString(8, settings.title().orElse(null));
                    insert.setString(9, settings.text().orElse(null));
                    insert.setLong(10, Micros.of(now));
                    insert.setLong(11, Micros.of(now.plus(LIFE)));
                    return insert.executeUpdate();
                });
    }

    @Override
    @Transactional
    public Optional<Settings> asked(LtiSession session) {
        return jdbc.prepareStatement(
                "SELECT return_url, accept_types, accept_multiple, accept_line_item, data, title, description"
                        + " FROM lti_deep_linking WHERE tenant = ? AND session_hash = ? AND answered_at IS NULL"
                        + " AND expires_at > ?",
                select -> {
                    select.setLong(1, session.tenant().value());
                    select.setString(2, hash(session));
                    select.setLong(3, Micros.of(clock.instant()));
                    try (var row = select.executeQuery()) {
                        return row.next() ? Optional.of(read(row)) : Optional.empty();
                    }
                });
    }

    @Override
    @Transactional
    public Optional<Reply> answer(LtiSession session, List<ContentItem> items) {
        var platform = platforms.find(session.tenant(), session.registration());
        var asked = asked(session);
        if (platform.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        check(asked.get(), items);
        String jwt = DeepLinkingResponse.sign(
                platform.get().registration(),
                session.deploymentId(),
                asked.get().data(),
                items,
                keys.signingKey(session.tenant(), session.registration()),
                clock.instant());
        return spend(session) ? Optional.of(new Reply(asked.get().returnUrl(), jwt)) : Optional.empty();
    }

    @Override
    @Transactional
    public Optional<String> cameBack(LtiSession session, Optional<String> told) {
        Instant now = clock.instant();
        return answered(session)
                .filter(each -> told.isPresent() || each.at().plus(SECOND_CLICK).isBefore(now))
                .flatMap(each -> platforms
                        .find(session.tenant(), session.registration())
                        .map(platform -> troubles.note(
                                platform,
                                Service.LINKS,
                                "answered %s, and the person came back to the page of choice: %s"
                                        .formatted(
                                                each.to().getHost(),
                                                told.map(kind -> "the platform spoke of " + kind)
                                                        .orElse("the platform told nothing")))));
    }

    private record Answered(URI to, Instant at) {}

    private Optional<Answered> answered(LtiSession session) {
        return jdbc.prepareStatement(
                "SELECT return_url, answered_at FROM lti_deep_linking WHERE tenant = ? AND session_hash = ?"
                        + " AND answered_at IS NOT NULL",
                select -> {
                    select.setLong(1, session.tenant().value());
                    select.setString(2, hash(session));
                    try (var row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(
                                        new Answered(URI.create(row.getString(1)), Micros.toInstant(row.getLong(2))))
                                : Optional.<Answered>empty();
                    }
                });
    }

    /** Forgets requests whose sessions ran out. */
    @Transactional
    int forgetEndedBefore(dev.waymark.shared.TenantId tenant, Instant instant) {
        return jdbc.prepareStatement("DELETE FROM lti_deep_linking WHERE tenant = ? AND expires_at < ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, Micros.of(instant));
            return delete.executeUpdate();
        });
    }

    private static void check(Settings asked, List<ContentItem> items) {
        if (items.size() > 1 && !asked.acceptMultiple()) {
            throw new IllegalArgumentException("the platform takes one item, found " + items.size());
        }
        if (!items.isEmpty() && !asked.acceptsLinks()) {
            throw new IllegalArgumentException("the platform takes " + asked.acceptTypes() + ", found a link");
        }
        if (!asked.acceptLineItem()
                && items.stream().anyMatch(item -> item.column().isPresent())) {
            throw new IllegalArgumentException("the platform takes no grade columns, found one");
        }
    }

    private boolean spend(LtiSession session) {
        return jdbc.prepareStatement(
                        "UPDATE lti_deep_linking SET answered_at = ?"
                                + " WHERE tenant = ? AND session_hash = ? AND answered_at IS NULL",
                        update -> {
                            update.setLong(1, Micros.of(clock.instant()));
                            update.setLong(2, session.tenant().value());
                            update.setString(3, hash(session));
                            return update.executeUpdate();
                        })
                == 1;
    }

    private static Settings read(ResultSet row) throws SQLException {
        return new Settings(
                URI.create(row.getString(1)),
                Arrays.stream(row.getString(2).split(" "))
                        .filter(type -> !type.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                row.getInt(3) == 1,
                row.getInt(4) == 1,
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7)));
    }

    private String hash(LtiSession session) {
        return box.fingerprint("lti deep linking", session.id());
    }
}
