package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Names and Role Provisioning Services, as Moodle has them: short role names, pages only when asked for. */
final class MembershipService {

    static final String PATH = "/mod/lti/services\\.php/CourseSection/2/bindings/1/memberships";

    private static final String TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private static final Set<String> SCOPE =
            Set.of("https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly");

    private final URI issuer;
    private final Course course;
    private final AccessTokens tokens;

    MembershipService(URI issuer, Course course, AccessTokens tokens) {
        this.issuer = issuer;
        this.course = course;
        this.tokens = tokens;
    }

    Response answer(Request request) {
        String accept = request.header("Accept").orElse(TYPE);
        boolean taken =
                accept.equals(TYPE) || Arrays.asList(accept.split("\\s*,\\s*")).contains("*/*");
        if (!taken) {
            return AccessTokens.problem(request, 400, "No handler found for memberships " + accept);
        }
        if (!tokens.allow(request, SCOPE)) {
            return AccessTokens.problem(request, 401, "Unauthorized");
        }
        if (!request.query("rlid").orElse("1").equals("1")) {
            return AccessTokens.problem(request, 404, "Not Found");
        }
        List<Person> all = asked(request.query("role").orElse(""));
        int from = number(request, "from", 0);
        int limit = number(request, "limit", all.size());
        List<Person> page = all.stream().skip(from).limit(limit).toList();
        Response answer =
                Response.of(200, TYPE + "; charset=utf-8", container(page).toString());
        // The link drops role, as seen; a tool has to filter for itself.
        return limit > 0 && from + limit < all.size()
                ? answer.with("Link", "<%s?limit=%d&from=%d>; rel=\"next\"".formatted(url(), limit, from + limit))
                : answer;
    }

    /** The administrator is not enrolled. A role that is unknown filters nothing. */
    private static List<Person> asked(String role) {
        String wanted = role.substring(role.lastIndexOf('#') + 1);
        return Person.ALL.stream()
                .filter(person -> person.kind() != Person.Kind.ADMINISTRATOR)
                .filter(person -> !Set.of("Learner", "Instructor").contains(wanted)
                        || role(person).equals(wanted))
                .sorted(Comparator.comparing(Person::family))
                .toList();
    }

    private ObjectNode container(List<Person> page) {
        ObjectNode container = JsonNodeFactory.instance.objectNode().put("id", url());
        container
                .putObject("context")
                .put("id", course.id())
                .put("label", course.label())
                .put("title", course.title());
        ArrayNode members = container.putArray("members");
        for (Person person : page) {
            ObjectNode member = members.addObject().put("status", "Active");
            member.putArray("roles").add(role(person));
            member.put("user_id", person.id()).put("lis_person_sourcedid", "");
            if (person.named()) {
                member.put("name", person.fullName())
                        .put("given_name", person.given())
                        .put("family_name", person.family())
                        .put("email", person.email())
                        .put("ext_user_username", person.username());
            }
        }
        return container;
    }

    private String url() {
        return "%s/mod/lti/services.php/CourseSection/%s/bindings/1/memberships".formatted(issuer, course.id());
    }

    private static String role(Person person) {
        return person.kind() == Person.Kind.LEARNER ? "Learner" : "Instructor";
    }

    private static int number(Request request, String name, int otherwise) {
        return request.query(name)
                .map(text -> {
                    if (!text.matches("\\d{1,6}")) {
                        throw new Refusal(400, name + ": expected a whole number, found \"" + text + "\"");
                    }
                    return Integer.valueOf(text);
                })
                .orElse(otherwise);
    }
}
