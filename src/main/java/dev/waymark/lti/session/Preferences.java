package dev.waymark.lti.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.web.Brand;
import dev.waymark.web.Messages;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How people want our pages: language and theme of their own choice, and the colour that their platform told. */
@Singleton
class Preferences {

    /** Custom parameter of a launch: Canvas's brand variables as JSON, or one colour. */
    static final String BRAND = "waymark_brand";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_BRAND = 20_000;
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final Clock clock;

    Preferences(JdbcOperations jdbc, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
    }

    /** What is kept for a session's person and platform. */
    record Kept(Optional<String> language, Optional<String> theme, Optional<String> brand) {}

    /**
     * Keeps a choice. What is none of ours means: as the course and the device say. Of somebody without a name nothing
     * can be kept beyond this session, and nothing is.
     */
    @Transactional
    void choose(LtiSession session, String language, String theme) {
        if (session.subject().isEmpty()) {
            return;
        }
        String spoken = Messages.LANGUAGES.stream()
                .map(each -> each.getLanguage())
                .filter(language::equals)
                .findFirst()
                .orElse(null);
        String seen = THEMES.contains(theme) ? theme : null;
        int changed = jdbc.prepareStatement(
                "UPDATE lti_preference SET spoken = ?, theme = ?, chosen_at = ?"
                        + " WHERE tenant = ? AND registration = ? AND subject = ?",
                update -> {
                    fill(update, session, spoken, seen);
                    return update.executeUpdate();
                });
        if (changed == 0) {
            jdbc.prepareStatement(
                    "INSERT INTO lti_preference (spoken, theme, chosen_at, tenant, registration, subject)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    insert -> {
                        fill(insert, session, spoken, seen);
                        return insert.executeUpdate();
                    });
        }
    }

    private void fill(
            java.sql.PreparedStatement statement, LtiSession session, @Nullable String spoken, @Nullable String theme)
            throws java.sql.SQLException {
        statement.setString(1, spoken);
        statement.setString(2, theme);
        statement.setLong(3, Micros.of(clock.instant()));
        statement.setLong(4, session.tenant().value());
        statement.setLong(5, session.registration().value());
        statement.setString(6, session.subject().orElse(""));
    }

    /** Notes the platform's colour with a session that has just begun, if the launch told one that can be read. */
    void tell(LtiSession session, Map<String, String> custom) {
        Optional.ofNullable(custom.get(BRAND))
                .flatMap(Preferences::colour)
                .filter(colour -> Brand.address(colour).isPresent())
                .ifPresent(colour -> jdbc.prepareStatement(
                        "UPDATE lti_session SET brand = ? WHERE tenant = ? AND id_hash = ?", update -> {
                            update.setString(1, colour);
                            update.setLong(2, session.tenant().value());
                            update.setString(3, hash(session));
                            return update.executeUpdate();
                        }));
    }

    /** Canvas's colour of links, else that of its buttons, else its primary one; or the text, if it is a colour. */
    static Optional<String> colour(String told) {
        if (told.length() > LONGEST_BRAND) {
            return Optional.empty();
        }
        if (!told.stripLeading().startsWith("{")) {
            return Brand.colour(told);
        }
        try {
            var brand = JSON.readTree(told);
            for (String name : new String[] {"ic-link-color", "ic-brand-button--primary-bgd", "ic-brand-primary"}) {
                Optional<String> found = Brand.colour(brand.path(name).asText(""));
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private String hash(LtiSession session) {
        return box.fingerprint("lti session id", session.id());
    }
}
