package dev.waymark.lti.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person on a course's list (NRPS 2.0, 2.3). Only id and roles are sure to be there. Roles of the list are not those of
 * launches: Moodle lists an assistant as {@code Learner} and launches them as {@code Instructor}.
 *
 * @param userId the platform's name for the person, as {@code sub} of a launch
 * @param name as much of a name as was sent
 */
public record Member(String userId, Set<Role> roles, Status status, Optional<String> name) {

    public static final String MEDIA_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    /** If a platform says nothing, {@code ACTIVE} (NRPS 2.3). */
    public enum Status {
        ACTIVE,
        INACTIVE,
        DELETED
    }

    public Member {
        roles = Set.copyOf(roles);
    }

    /** The members of one page; empty if the text is no such page. Members without an id are left out. */
    public static Optional<List<Member>> list(String body) {
        try {
            var page = new Claims(Json.object(body.strip()));
            return page.isArray("members")
                    ? Optional.of(page.objects("members").stream()
                            .flatMap(member -> read(member).stream())
                            .toList())
                    : Optional.empty();
        } catch (Json.Malformed e) {
            return Optional.empty();
        }
    }

    private static Optional<Member> read(Claims member) {
        return member.filled("user_id")
                .filter(id -> id.length() <= MessageChecks.LONGEST_ID)
                .map(id -> new Member(id, RoleVocabulary.roles(member.array("roles")), status(member), name(member)));
    }

    private static Status status(Claims member) {
        return switch (member.string("status").orElse("").toLowerCase(java.util.Locale.ROOT)) {
            case "deleted" -> Status.DELETED;
            case "inactive" -> Status.INACTIVE;
            default -> Status.ACTIVE;
        };
    }

    private static Optional<String> name(Claims member) {
        String parts = (member.filled("given_name").orElse("") + " "
                        + member.filled("family_name").orElse(""))
                .strip();
        return member.filled("name")
                .map(String::strip)
                .or(() -> Optional.of(parts).filter(text -> !text.isEmpty()));
    }
}
