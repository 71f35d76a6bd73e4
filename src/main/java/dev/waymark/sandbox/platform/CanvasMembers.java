package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Names and Role Provisioning Services in the manner of Canvas: never more than fifty at once, and pages by number. */
final class CanvasMembers {

    static final String PATH = "/api/lti/courses/2/names_and_roles";

    private static final int LARGEST_PAGE = 50;
    private static final Set<String> SCOPE =
            Set.of("https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly");
    private static final String TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

    private final URI site;
    private final Course course;
    private final CanvasAccess access;

    CanvasMembers(URI site, Course course, AccessTokens tokens, Troubles troubles) {
        this.site = site;
        this.course = course;
        this.access = new CanvasAccess(tokens, troubles);
    }

    void routes(Router router) {
        router.on("GET", PATH, request -> access.refusal(request, SCOPE).orElseGet(() -> answer(request)));
    }

    /** A role that nobody has leaves nobody. */
    private Response answer(Request request) {
        String role = request.query("role").orElse("");
        List<Person> all = Person.ALL.stream()
                .filter(person -> person.kind() != Person.Kind.ADMINISTRATOR)
                .filter(person -> role.isEmpty() || roles(person).contains(role))
                .toList();
        int limit = Math.clamp(number(request, "limit", LARGEST_PAGE), 1, LARGEST_PAGE);
        int page = Math.max(number(request, "page", 1), 1);
        ObjectNode container = JsonNodeFactory.instance.objectNode().put("id", site + PATH);
        container
                .putObject("context")
                .put("id", CanvasClaims.opaque("course " + course.id()))
                .put("label", course.label())
                .put("title", course.title());
        var members = container.putArray("members");
        all.stream().skip((long) (page - 1) * limit).limit(limit).forEach(person -> {
            ObjectNode member = members.addObject()
                    .put("status", "Active")
                    .put("user_id", CanvasClaims.sub(person))
                    .put("lti11_legacy_user_id", CanvasClaims.opaque("legacy " + person.id()));
            if (person.named()) {
                member.put("name", person.fullName())
                        .put("given_name", person.given())
                        .put("family_name", person.family())
                        .put("email", person.email());
            }
            var array = member.putArray("roles");
            roles(person).forEach(array::add);
        });
        Response answer = Response.of(200, TYPE + "; charset=utf-8", container.toString());
        boolean more = (long) page * limit < all.size();
        String kept = role.isEmpty()
                ? ""
                : "&role=" + java.net.URLEncoder.encode(role, java.nio.charset.StandardCharsets.UTF_8);
        return more
                ? answer.with(
                        "Link", "<%s%s?page=%d&limit=%d%s>; rel=\"next\"".formatted(site, PATH, page + 1, limit, kept))
                : answer;
    }

    private static List<String> roles(Person person) {
        return CanvasClaims.roles(person).stream()
                .filter(role -> role.contains("/membership#"))
                .toList();
    }

    private static int number(Request request, String name, int otherwise) {
        return request.query(name)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }
}
