package dev.waymark.lrs.canvas;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One Canvas that may send Live Events as a source of ours.
 *
 * @param hosts its host names, in lower case; the first stands in the addresses of courses and assignments
 * @param keys where the keys are published with which its events are signed
 * @param heard when the last event was taken
 * @param refused when the last one was refused, and for what
 */
public record CanvasFeed(
        String source,
        List<String> hosts,
        URI keys,
        PeopleBy peopleBy,
        Optional<Instant> heard,
        Optional<Instant> refused,
        String refusal) {

    /** Instructure's own, for every hosted Canvas: the previous, the current and the next key. */
    public static final String INSTRUCTURES_KEYS = "https://8axpcl50e4.execute-api.us-east-1.amazonaws.com/main/jwks";

    /** Which id of Canvas names a person in the statements that we make. */
    public enum PeopleBy {
        /** The number of the user, which a launch gives as {@code $Canvas.user.id}. */
        USER,
        /** The SIS id, which a launch gives as {@code lis.person_sourcedid}; the number where an event has none. */
        SIS
    }

    public CanvasFeed {
        hosts = List.copyOf(hosts);
    }

    /** Home page of the accounts by which people are named. */
    public String homePage() {
        return "https://" + hosts.getFirst() + (peopleBy == PeopleBy.SIS ? "/sis" : "");
    }
}
