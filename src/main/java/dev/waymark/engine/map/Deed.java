package dev.waymark.engine.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a verb comes down to, as far as evidence goes. Sources write the same verb in several vocabularies, with
 * {@code http} or {@code https}, activity streams with and without {@code /schema/1.0}; a verb is known by its
 * vocabulary and its name, and by nothing else.
 */
enum Deed {
    /** Finished, with or without a result. */
    COMPLETED("completed", "complete", "finished"),
    /** A completion was taken back. */
    UNCOMPLETED("uncompleted"),
    /** One question was answered. */
    ANSWERED("answered"),
    /** A person gave a score for the actor's work. */
    GRADED("scored", "graded", "assessed"),
    /** A machine gave a score for the actor's work. */
    SCORED("evaluated", "earned", "achieved"),
    PASSED("passed", "mastered"),
    FAILED("failed"),
    /** Took part, read, watched: exposure without a result. */
    EXPOSED(
            "experienced",
            "progressed",
            "read",
            "watched",
            "listened",
            "attended",
            "interacted",
            "replied",
            "commented",
            "shared",
            "asked",
            "responded"),
    /** Handed in; a result may follow. */
    SUBMITTED("submit", "submitted"),
    /** Seen, opened, begun or broken off: the result or the completion is what counts. */
    BEGUN(
            "viewed",
            "previewed",
            "start",
            "started",
            "attempted",
            "initialized",
            "launched",
            "opened",
            "open",
            "access",
            "accessed",
            "played",
            "paused",
            "seeked",
            "resumed",
            "suspended",
            "terminated",
            "abandoned",
            "exceeded",
            "exited",
            "preferred",
            "downloaded",
            "searched"),
    /** Administration, sessions, memberships, authoring, reading one's own feedback. */
    ADMINISTRATIVE(
            "login",
            "logout",
            "logged-in",
            "logged-out",
            "enrolled",
            "unenrolled",
            "registered",
            "unregistered",
            "subscribed",
            "unsubscribed",
            "create",
            "created",
            "edited",
            "update",
            "updated",
            "delete",
            "deleted",
            "add",
            "remove",
            "save",
            "assign",
            "unassign",
            "receive",
            "received",
            "send",
            "sent",
            "join",
            "leave",
            "joined",
            "left",
            "locked",
            "unlocked",
            "locks",
            "unlocks",
            "voided",
            "recommended",
            "scheduled",
            "reminded",
            "asserted",
            "satisfied",
            "waived");

    private static final List<String> VOCABULARIES = List.of(
            "adlnet.gov/expapi/verbs/",
            "www.adlnet.gov/expapi/verbs/",
            "w3id.org/xapi/adl/verbs/",
            "w3id.org/xapi/cmi5/verbs/",
            "w3id.org/xapi/tla/verbs/",
            "w3id.org/xapi/acrossx/verbs/",
            "w3id.org/xapi/video/verbs/",
            "w3id.org/xapi/dod-isd/verbs/",
            "xapi.edlm/profiles/edlm-lms/concepts/verbs/",
            "id.tincanapi.com/verb/",
            "activitystrea.ms/schema/1.0/",
            "activitystrea.ms/");

    private static final Map<String, Deed> BY_NAME = byName();

    private final List<String> names;

    Deed(String... names) {
        this.names = List.of(names);
    }

    /** Empty if the vocabulary or the name in it is not one we know. */
    static Optional<Deed> of(String verb) {
        String bare = Iris.withoutScheme(verb);
        return VOCABULARIES.stream()
                .filter(bare::startsWith)
                .map(vocabulary -> bare.substring(vocabulary.length()).toLowerCase(Locale.ROOT))
                .flatMap(name -> Optional.ofNullable(BY_NAME.get(name)).stream())
                .findFirst();
    }

    private static Map<String, Deed> byName() {
        Map<String, Deed> found = new LinkedHashMap<>();
        for (Deed deed : values()) {
            deed.names.forEach(name -> found.put(name, deed));
        }
        return found;
    }
}
