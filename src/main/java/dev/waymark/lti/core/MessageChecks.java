package dev.waymark.lti.core;

import static dev.waymark.lti.core.TokenChecks.objection;

import dev.waymark.lti.core.LaunchChecks.Launch;
import dev.waymark.lti.core.LaunchChecks.Objection;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Is what the platform says an LTI 1.3 message that we can follow? (CORE 5.3) */
final class MessageChecks {

    /** Messages that have a reader. A further message gets its reader and joins here. */
    private static final Set<String> SUPPORTED =
            new TreeSet<>(Set.of(LaunchReader.LINK, LaunchReader.DEEP_LINKING, LaunchReader.REVIEW));

    /** Roles that may put something into a course. */
    private static final Set<Role> AUTHORS =
            Set.of(Role.INSTRUCTOR, Role.ADMINISTRATOR, Role.TEACHING_ASSISTANT, Role.CONTENT_DEVELOPER);

    /** Roles that may see everybody's work. */
    private static final Set<Role> REVIEWERS = Set.of(Role.INSTRUCTOR, Role.ADMINISTRATOR, Role.TEACHING_ASSISTANT);

    private static final String VERSION = "1.3.0";

    /** Characters of an id (CORE 5.3.3, 5.3.5, 5.3.6). */
    static final int LONGEST_ID = 255;

    private MessageChecks() {}

    static Optional<Objection> messageIsSupported(Launch launch) {
        var found = launch.claims().filled(Claims.MESSAGE_TYPE);
        if (found.isEmpty()) {
            return objection(
                    Reason.MESSAGE_TYPE_MISSING, "CORE 5.3.1", "expected message_type %s, found none", SUPPORTED);
        }
        return SUPPORTED.contains(found.get())
                ? Optional.empty()
                : objection(
                        Reason.MESSAGE_TYPE_UNSUPPORTED,
                        "CORE 5.3.1",
                        "expected message_type %s, found %s",
                        SUPPORTED,
                        Found.quoted(found.get()));
    }

    static Optional<Objection> versionIsOneThree(Launch launch) {
        var found = launch.claims().filled(Claims.VERSION);
        if (found.isEmpty()) {
            return objection(Reason.VERSION_MISSING, "CORE 5.3.2", "expected version %s, found none", VERSION);
        }
        return found.get().equals(VERSION)
                ? Optional.empty()
                : objection(
                        Reason.VERSION_UNSUPPORTED,
                        "CORE 5.3.2",
                        "expected version %s, found %s",
                        VERSION,
                        Found.quoted(found.get()));
    }

    static Optional<Objection> deploymentIsKnown(Launch launch) {
        var found = launch.claims().filled(Claims.DEPLOYMENT_ID);
        if (found.isEmpty()) {
            return objection(Reason.DEPLOYMENT_MISSING, "CORE 5.3.3", "expected a deployment_id, found none");
        }
        if (found.get().length() > LONGEST_ID) {
            return tooLong("deployment_id", "CORE 5.3.3", found.get());
        }
        if (!launch.registration().deploymentIds().contains(found.get())) {
            return objection(
                    Reason.DEPLOYMENT_UNKNOWN,
                    "CORE 5.3.3",
                    "deployment_id %s is not registered for issuer %s",
                    Found.quoted(found.get()),
                    launch.registration().issuer());
        }
        return launch.login().deploymentId().map(found.get()::equals).orElse(true)
                ? Optional.empty()
                : objection(
                        Reason.DEPLOYMENT_MISMATCH,
                        "CORE 4.1.2",
                        "expected the login's deployment_id %s, found %s",
                        Found.quoted(launch.login().deploymentId().orElse("")),
                        Found.quoted(found.get()));
    }

    static Optional<Objection> targetIsTheLoginsAndOurs(Launch launch) {
        var found = launch.claims().filled(Claims.TARGET_LINK_URI);
        if (found.isEmpty()) {
            return objection(Reason.TARGET_MISSING, "CORE 5.3.4", "expected a target_link_uri, found none");
        }
        if (!launch.login().targetLinkUri().map(found.get()::equals).orElse(true)) {
            return objection(
                    Reason.TARGET_MISMATCH,
                    "CORE 5.3.4",
                    "expected the login's target_link_uri %s, found %s",
                    Found.quoted(launch.login().targetLinkUri().orElse("")),
                    Found.quoted(found.get()));
        }
        return isOurs(found.get(), launch.tool())
                ? Optional.empty()
                : objection(
                        Reason.TARGET_FOREIGN,
                        "CORE 5.3.4",
                        "expected a target_link_uri on %s, found %s",
                        Origins.of(launch.tool()),
                        Found.quoted(found.get()));
    }

    static boolean isOurs(String target, URI tool) {
        return Origins.address(target)
                .filter(address -> Origins.same(address, tool))
                .isPresent();
    }

    static Optional<Objection> resourceLinkIsNamed(Launch launch) {
        if (is(launch, LaunchReader.DEEP_LINKING)) {
            return Optional.empty();
        }
        var found = launch.claims().object(Claims.RESOURCE_LINK).filled("id");
        if (found.isEmpty()) {
            return objection(Reason.RESOURCE_LINK_MISSING, "CORE 5.3.5", "expected resource_link.id, found none");
        }
        return tooLong("resource_link.id", "CORE 5.3.5", found.get());
    }

    /** Empty is legal and means least privilege; so does a list of roles that nobody knows. */
    static Optional<Objection> rolesAreSaid(Launch launch) {
        return launch.claims().isArray(Claims.ROLES)
                ? Optional.empty()
                : objection(Reason.ROLES_MISSING, "CORE 5.3.7", "expected an array of roles, maybe empty, found none");
    }

    /** Somebody who is called by name but has no id is neither anonymous nor known. */
    static Optional<Objection> subjectIsNamedOrNobody(Launch launch) {
        var claims = launch.claims();
        var found = claims.filled("sub");
        if (found.isPresent()) {
            return tooLong("sub", "CORE 5.3.6", found.get());
        }
        boolean named = Stream.of("name", "given_name", "family_name", "middle_name", "email")
                .anyMatch(claim -> claims.filled(claim).isPresent());
        boolean otherType = claims.has("sub") && claims.string("sub").isEmpty();
        return named || otherType
                ? objection(
                        Reason.SUBJECT_MISSING,
                        "CORE 5.3.6.1",
                        "expected a sub, or an anonymous launch without name and e-mail; found %s",
                        named ? "a person without sub" : "a sub that is no string")
                : Optional.empty();
    }

    /** A deep linking request says where its answer goes, and that is the platform itself. */
    static Optional<Objection> deepLinkingCanBeAnswered(Launch launch) {
        if (!is(launch, LaunchReader.DEEP_LINKING)) {
            return Optional.empty();
        }
        var settings = launch.claims().object(Claims.DEEP_LINKING_SETTINGS);
        var found = settings.filled("deep_link_return_url");
        if (found.isEmpty() || settings.strings("accept_types").isEmpty()) {
            return objection(
                    Reason.DEEP_LINKING_SETTINGS_MISSING,
                    "DL 4.4.1",
                    "expected deep_linking_settings with deep_link_return_url and accept_types, found no %s",
                    found.isEmpty() ? "deep_link_return_url" : "accept_types");
        }
        return found.flatMap(Origins::address)
                        .filter(address -> ServiceAddresses.belongs(address, launch.registration()))
                        .isPresent()
                ? Optional.empty()
                : objection(
                        Reason.DEEP_LINKING_RETURN_FOREIGN,
                        "DL 4.4.1",
                        "expected deep_link_return_url on a host of %s, found %s",
                        launch.registration().issuer(),
                        Found.quoted(found.get()));
    }

    static Optional<Objection> deepLinkerIsStaff(Launch launch) {
        return !is(launch, LaunchReader.DEEP_LINKING) || has(launch, AUTHORS)
                ? Optional.empty()
                : objection(
                        Reason.DEEP_LINKING_NOT_STAFF,
                        "DL 4.4",
                        "expected a role that may change the course, found %s",
                        RoleVocabulary.roles(launch.claims().array(Claims.ROLES)));
    }

    /** A real Moodle signs a learner's request for the work of another learner. */
    static Optional<Objection> reviewerMaySeeIt(Launch launch) {
        if (!is(launch, LaunchReader.REVIEW)) {
            return Optional.empty();
        }
        var found = launch.claims().object(Claims.FOR_USER).filled("user_id");
        if (found.isEmpty()) {
            return objection(Reason.FOR_USER_MISSING, "Submission Review 1.0", "expected for_user.user_id, found none");
        }
        if (found.get().length() > LONGEST_ID) {
            return tooLong("for_user.user_id", "Submission Review 1.0", found.get());
        }
        boolean ownWork =
                launch.claims().filled("sub").filter(found.get()::equals).isPresent();
        return ownWork || has(launch, REVIEWERS)
                ? Optional.empty()
                : objection(
                        Reason.FOR_USER_NOT_ONESELF,
                        "Submission Review 1.0",
                        "expected for_user to be the learner who asks, found somebody else");
    }

    private static boolean is(Launch launch, String type) {
        return launch.claims().filled(Claims.MESSAGE_TYPE).filter(type::equals).isPresent();
    }

    private static boolean has(Launch launch, Set<Role> any) {
        return RoleVocabulary.roles(launch.claims().array(Claims.ROLES)).stream()
                .anyMatch(any::contains);
    }

    private static Optional<Objection> tooLong(String claim, String clause, String found) {
        return found.length() <= LONGEST_ID
                ? Optional.empty()
                : objection(
                        Reason.CLAIM_TOO_LONG,
                        clause,
                        "expected %s of at most %d characters, found %d",
                        claim,
                        LONGEST_ID,
                        found.length());
    }
}
