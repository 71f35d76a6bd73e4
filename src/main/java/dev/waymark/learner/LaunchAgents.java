package dev.waymark.learner;

import dev.waymark.learner.Identities.Declared;
import dev.waymark.learner.Identities.Field;
import dev.waymark.learner.Identities.Mapping;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.registration.RegistrationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The agents that a launch makes a person's, with who says so. What the launch does not say gives no agent; two people
 * with the same value are kept apart by whoever came first, and by {@link People#claim}.
 *
 * <p>The text forms are those of {@code lrs.xapi.AgentKey#key}. This room does not know the LRS's, so they are written
 * out here; a test of the evidence room holds the two together.
 */
final class LaunchAgents {

    static final String BY_LAUNCH = "issuer and subject";

    private LaunchAgents() {}

    /**
     * @param mappings those of the launch's registration
     * @param mailVouched true if the platform's addresses are vouched for
     * @return agent to who says so, the surest first
     */
    static Map<String, String> of(
            ResourceLinkLaunch launch, RegistrationId registration, Collection<Mapping> mappings, boolean mailVouched) {
        Map<String, String> found = new LinkedHashMap<>();
        launch.subject().ifPresent(subject -> found.put(account(launch.issuer(), subject), BY_LAUNCH));
        for (Mapping mapping : mappings) {
            Declared declared = mapping.declared();
            if (declared.field() != Field.EMAIL || mailVouched) {
                value(launch, declared.field())
                        .ifPresent(value -> found.putIfAbsent(key(declared, value), "map " + mapping.id()));
            }
        }
        if (mailVouched) {
            value(launch, Field.EMAIL).stream()
                    .flatMap(LaunchAgents::mailKeys)
                    .forEach(key -> found.putIfAbsent(key, byMail(registration)));
        }
        return found;
    }

    static String byMail(RegistrationId registration) {
        return "mail " + registration.value();
    }

    static String key(Declared declared, String value) {
        return switch (declared.kind()) {
            case ACCOUNT -> account(declared.homePage(), value);
            case OPENID -> "OPENID " + declared.homePage() + value;
        };
    }

    /** The address, and the digests under which sources send it: of {@code mailto:…} and, by Open edX, of the bare address. */
    static Stream<String> mailKeys(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        return Stream.of(
                "MBOX mailto:" + address, "MBOX_SHA1SUM " + sha1("mailto:" + address), "MBOX_SHA1SUM " + sha1(address));
    }

    static String account(String homePage, String name) {
        String home = homePage.strip();
        while (home.endsWith("/")) {
            home = home.substring(0, home.length() - 1);
        }
        return "ACCOUNT " + home + " " + name;
    }

    static Optional<String> value(ResourceLinkLaunch launch, Field field) {
        Optional<String> sourcedId =
                launch.personSourcedId().or(() -> custom(launch, List.of("person_sourcedid", "sourcedid")));
        return Identities.noBlank(
                switch (field) {
                    case SUBJECT -> launch.subject();
                    case SOURCED_ID -> sourcedId;
                    case USERNAME ->
                        custom(launch, List.of("username", "user_username")).or(launch::username);
                    case ID_NUMBER -> custom(launch, List.of("idnumber")).or(() -> sourcedId);
                    case CANVAS_USER_ID -> custom(launch, List.of("canvas_user_id"));
                    case EMAIL ->
                        launch.person()
                                .email()
                                .or(() -> custom(launch, List.of("email", "person_email")))
                                .filter(text -> text.strip().matches("[^@\\s]+@[^@\\s]+"));
                });
    }

    private static Optional<String> custom(ResourceLinkLaunch launch, List<String> names) {
        return names.stream()
                .flatMap(name -> Optional.ofNullable(launch.custom().get(name)).stream())
                .filter(value -> !value.isBlank() && !value.startsWith("$"))
                .findFirst();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
