package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Gradebook;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.Launches.Launch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** LTI 1.3 at the addresses of a Moodle: begins launches and answers what the tool asks. */
public final class Platform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI issuer;
    private final Tools tools;
    private final DynamicRegistration registration;
    private final PlatformKey key;
    private final Launches launches;
    private final AuthEndpoint auth;
    private final TokenEndpoint token;
    private final GradeService grades;
    private final MembershipService memberships;
    private final Troubles troubles;
    private final Placements placements;
    private final LaunchClaims claims;
    private final DeepLinkReturn chosen;

    /** @param folder where the signing key is kept */
    public Platform(
            URI issuer,
            Tool tool,
            Course course,
            Gradebook gradebook,
            Optional<Path> folder,
            Troubles troubles,
            Clock clock) {
        this.issuer = issuer;
        this.troubles = troubles;
        this.tools = new Tools(tool, folder);
        this.key = new PlatformKey(folder);
        this.launches = new Launches(clock);
        var tokens = new AccessTokens(clock);
        var columns = new Columns(course.activities().stream()
                .filter(activity -> activity.kind() == Course.Kind.LTI)
                .findFirst()
                .orElseThrow());
        this.placements = new Placements(course);
        this.claims = new LaunchClaims(issuer, course, tools, placements, columns);
        this.auth = new AuthEndpoint(tools, launches, claims, new IdTokens(key), clock);
        this.chosen = new DeepLinkReturn(tools, placements, columns, clock);
        this.token = new TokenEndpoint(tools, tokens, clock);
        this.grades = new GradeService(issuer, tools, columns, gradebook, tokens, clock);
        this.memberships = new MembershipService(issuer, course, tokens);
        this.registration = new DynamicRegistration(issuer, tools, key, clock);
    }

    /** Adds the addresses of LTI. */
    public void routes(Router router) {
        router.on("GET", "/mod/lti/auth\\.php", auth::answer)
                .on("POST", "/mod/lti/auth\\.php", auth::answer)
                .on("GET", "/mod/lti/certs\\.php", this::certificates)
                .on("GET", "/mod/lti/token\\.php", token::answer)
                .on("POST", "/mod/lti/token\\.php", request -> troubles.tokens().orElseGet(() -> token.answer(request)))
                .on("GET", DynamicRegistration.CONFIGURATION, registration::configuration)
                .on("GET", DynamicRegistration.PATH, registration::answer)
                .on("POST", DynamicRegistration.PATH, registration::answer)
                .on("POST", "/mod/lti/contentitem_return\\.php", chosen::take)
                .on("GET", GradeService.ITEMS, or(grades::list))
                .on("POST", GradeService.ITEMS, or(grades::create))
                .on("PUT", GradeService.ITEM, or(grades::update))
                .on("DELETE", GradeService.ITEM, or(grades::delete))
                .on("GET", GradeService.ITEM, or(grades::item))
                .on("POST", GradeService.ITEM + "/scores", or(grades::score))
                .on("GET", GradeService.ITEM + "/results", or(grades::results))
                .on("GET", MembershipService.PATH, or(memberships::answer));
    }

    /**
     * A form that sends itself to the tool's login.
     *
     * @param who was chosen in the LMS; the launch is theirs and nobody else's
     * @param locale in which the LMS is shown, such as {@code es}
     * @param storageTarget the frame that keeps data for the tool; a Moodle has none
     */
    public Response begin(
            Person who,
            int cmid,
            String locale,
            boolean namesShared,
            Optional<BrokenLaunch> broken,
            Optional<String> storageTarget) {
        return form(launches.begin(who, cmid, locale, namesShared, broken), storageTarget);
    }

    /** A form that sends itself to the tool's login, to choose what to add to the course. */
    public Response beginDeepLinking(Person who, String locale) {
        return form(
                launches.begin(who, 0, locale, true, Optional.empty(), new Launches.Purpose.DeepLinking()),
                Optional.empty());
    }

    /**
     * A form that sends itself to the tool's login, to show somebody's work. As on a real Moodle, nobody is kept from asking
     * for another's.
     */
    public Response beginReview(Person who, int cmid, String forUser, String locale) {
        return form(
                launches.begin(who, cmid, locale, true, Optional.empty(), new Launches.Purpose.Review(forUser)),
                Optional.empty());
    }

    /** The tools that are registered here. */
    public Tools tools() {
        return tools;
    }

    /**
     * Sends the administrator's browser to a tool that is to register itself.
     *
     * @param address where the tool takes registrations
     * @param update the deployment of a tool that registers once more
     */
    public Response beginRegistration(URI address, Optional<String> update) {
        return Response.seeOther(registration.begin(address, update).toString());
    }

    /** The links to the tool. */
    public Placements placements() {
        return placements;
    }

    private Response form(Launch launch, Optional<String> storageTarget) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("iss", issuer.toString());
        fields.put("target_link_uri", claims.target(launch));
        fields.put("login_hint", launch.who().id());
        fields.put("lti_message_hint", hint(launch));
        fields.put("client_id", tools.current().clientId());
        fields.put("lti_deployment_id", tools.current().deployment());
        storageTarget.ifPresent(frame -> fields.put("lti_storage_target", frame));
        return AuthEndpoint.form(tools.current().login().toString(), fields, false);
    }

    private static String hint(Launch launch) {
        var hint = JsonNodeFactory.instance.objectNode();
        if (launch.cmid() > 0) {
            hint.put("cmid", launch.cmid());
        }
        return hint.put("launchid", launch.id()).toString();
    }

    @Override
    public void close() {
        tools.close();
    }

    /** The platform signs with a new key from now on. */
    public void rotateKey() {
        key.rotate();
    }

    private Router.Handler or(Function<Request, Response> service) {
        return or((request, path) -> service.apply(request));
    }

    private Router.Handler or(Router.Handler service) {
        return (request, path) -> troubles.instead(request).orElseGet(() -> service.answer(request, path));
    }

    private Response certificates(Request request) {
        return troubles.keys()
                .orElseGet(() ->
                        Response.json(200, JSON.valueToTree(key.published()).toString()));
    }
}
