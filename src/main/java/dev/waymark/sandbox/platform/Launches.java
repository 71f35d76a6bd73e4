package dev.waymark.sandbox.platform;

import dev.waymark.sandbox.course.Person;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Launches that were begun; each goes through auth.php once. */
final class Launches {

    private static final Duration LASTS = Duration.ofMinutes(10);

    /** What the person is to do in the tool. */
    sealed interface Purpose {
        record Link() implements Purpose {}

        record DeepLinking() implements Purpose {}

        record Review(String forUser) implements Purpose {}
    }

    /**
     * @param who chose to be this person; no request can say otherwise later
     * @param broken what is to be wrong with it
     */
    record Launch(
            String id,
            Person who,
            int cmid,
            String locale,
            boolean namesShared,
            Optional<BrokenLaunch> broken,
            Purpose purpose,
            Instant at) {}

    private final Map<String, Launch> begun = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Launches(Clock clock) {
        this.clock = clock;
    }

    Launch begin(Person who, int cmid, String locale, boolean namesShared, Optional<BrokenLaunch> broken) {
        return begin(who, cmid, locale, namesShared, broken, new Purpose.Link());
    }

    Launch begin(
            Person who, int cmid, String locale, boolean namesShared, Optional<BrokenLaunch> broken, Purpose purpose) {
        Instant oldest = clock.instant().minus(LASTS);
        begun.values().removeIf(launch -> launch.at.isBefore(oldest));
        byte[] chance = new byte[16];
        random.nextBytes(chance);
        String id = purpose instanceof Purpose.DeepLinking
                ? "ltilaunch_ContentItemSelectionRequest" + HexFormat.of().formatHex(chance)
                : "ltilaunch%d_%s".formatted(cmid, HexFormat.of().formatHex(chance));
        var launch = new Launch(id, who, cmid, locale, namesShared, broken, purpose, clock.instant());
        begun.put(id, launch);
        return launch;
    }

    /** The launch, as often as it is asked for. */
    Optional<Launch> find(String id) {
        return Optional.ofNullable(begun.get(id))
                .filter(launch -> !launch.at.isBefore(clock.instant().minus(LASTS)));
    }

    /** The launch, the first time it is asked for. */
    Optional<Launch> take(String id) {
        return Optional.ofNullable(begun.remove(id))
                .filter(launch -> !launch.at.isBefore(clock.instant().minus(LASTS)));
    }
}
