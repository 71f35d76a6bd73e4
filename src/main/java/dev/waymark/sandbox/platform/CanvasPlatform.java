package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.BrokenLaunch.Draft;
import dev.waymark.sandbox.platform.Launches.Launch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * LTI 1.3 in the manner of a Canvas in the cloud: everybody signs on at one host, which is the issuer as well, and has
 * pages and services at another. The two hosts are two names of this machine.
 */
public final class CanvasPlatform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHORIZE = "/api/lti/authorize";

    /** The frame that keeps data for tools, beside the tool's own. */
    public static final String STORAGE_FRAME = "post_message_forwarding";

    private final URI issuer;
    private final URI site;
    private final Tool tool;
    private final PlatformKey key;
    private final Launches launches;
    private final CanvasClaims claims;
    private final IdTokens tokens;
    private final ToolKeys toolKeys;
    private final CanvasToken token;
    private final CanvasGrades grades;
    private final CanvasDeepLinks chosen;
    private final Placements placements;
    private final CanvasMembers members;
    private final CanvasNotices notices;
    private final Troubles troubles;
    private final Clock clock;

    /**
     * @param site where pages and services are
     * @param folder where the signing key is kept
     */
    public CanvasPlatform(URI site, Tool tool, Course course, Optional<Path> folder, Troubles troubles, Clock clock) {
        this.site = site;
        this.issuer = signOn(site);
        this.tool = tool;
        this.key = new PlatformKey(folder.map(each -> each.resolve("canvas")));
        this.launches = new Launches(clock);
        this.tokens = new IdTokens(key);
        this.toolKeys = new ToolKeys(tool.keys());
        var access = new AccessTokens(clock);
        this.token = new CanvasToken(toolKeys, access, site, clock);
        this.grades = new CanvasGrades(site, access, troubles, clock);
        this.placements = new Placements(course);
        this.claims = new CanvasClaims(issuer, site, course, tool, placements, grades);
        this.chosen = new CanvasDeepLinks(issuer, site, toolKeys, placements, grades, clock);
        this.members = new CanvasMembers(site, course, access, troubles);
        this.notices = new CanvasNotices(issuer, claims, tokens, access, tool, clock);
        this.troubles = troubles;
        this.clock = clock;
    }

    /** Where people sign on, which is the issuer: the same machine by its other name. */
    public static URI signOn(URI site) {
        return URI.create("http://localhost:" + site.getPort());
    }

    public void routes(Router router) {
        router.on("GET", "/api/lti/authorize_redirect", this::toTheCustomer)
                .on("POST", "/api/lti/authorize_redirect", this::toTheCustomer)
                .on("GET", AUTHORIZE, this::authorize)
                .on("GET", "/api/lti/security/jwks", this::keys)
                .on("POST", "/login/oauth2/token", request -> troubles.tokens().orElseGet(() -> token.answer(request)));
        router.on("POST", CanvasDeepLinks.RETURN, chosen::take);
        grades.routes(router);
        members.routes(router);
        notices.routes(router);
    }

    /**
     * A form that sends itself to the tool's login.
     *
     * @param storageTarget the frame that keeps data for the tool; empty if this page offers none
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

    /** The same, to choose what to add to the course. */
    public Response beginDeepLinking(Person who, String locale) {
        return form(
                launches.begin(who, 0, locale, true, Optional.empty(), new Launches.Purpose.DeepLinking()),
                Optional.empty());
    }

    /** The links that were added by deep linking. */
    public Placements placements() {
        return placements;
    }

    private Response form(Launch launch, Optional<String> storageTarget) {
        Person who = launch.who();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("iss", issuer.toString());
        fields.put("login_hint", CanvasClaims.opaque("user " + who.id()));
        fields.put("client_id", CanvasClient.OURS.id());
        fields.put("lti_deployment_id", CanvasClient.OURS.deploymentId());
        fields.put("deployment_id", CanvasClient.OURS.deploymentId());
        fields.put(
                "target_link_uri",
                launch.purpose() instanceof Launches.Purpose.DeepLinking
                        ? tool.launch().toString()
                        : placements
                                .find(launch.cmid())
                                .target()
                                .orElse(tool.launch().toString()));
        fields.put("lti_message_hint", launch.id());
        fields.put("canvas_environment", "prod");
        fields.put("canvas_region", "not_configured");
        storageTarget.ifPresent(frame -> fields.put("lti_storage_target", frame));
        return AuthEndpoint.form(tool.login().toString(), fields, false);
    }

    /** The platform signs with a new key from now on. */
    public void rotateKey() {
        key.rotate();
    }

    /** Sends every tool that is registered a notice that a course was copied. */
    public int courseCopied(String origin) {
        return notices.courseCopied(origin);
    }

    @Override
    public void close() {
        toolKeys.close();
    }

    private Response toTheCustomer(Request request) {
        String query = request.method().equals("POST") ? request.text() : request.rawQuery();
        return Response.empty(302).with("Location", site + AUTHORIZE + "?" + query);
    }

    /** A hint is good for ten minutes, as often as one likes. */
    private Response authorize(Request request) {
        CanvasClient client = request.query("client_id")
                .flatMap(CanvasClient::withId)
                .orElseThrow(() -> new Refusal(401, "there is no developer key of this client_id"));
        if (!is(request, "redirect_uri", tool.launch().toString())) {
            throw new Refusal(400, "Invalid redirect_uri");
        }
        var launch = request.query("lti_message_hint").flatMap(launches::find);
        if (launch.isEmpty()) {
            return answered(request, Map.of("error", "launch_no_longer_valid"));
        }
        Person who = launch.get().who();
        if (!is(request, "login_hint", CanvasClaims.opaque("user " + who.id()))) {
            return answered(request, Map.of("error", "login_required"));
        }
        boolean asked = is(request, "scope", "openid")
                && is(request, "response_type", "id_token")
                && is(request, "response_mode", "form_post")
                && is(request, "prompt", "none")
                && request.query("nonce").filter(nonce -> !nonce.isBlank()).isPresent();
        if (!asked) {
            return answered(
                    request,
                    Map.of("error", "invalid_request_object", "error_description", "The request is not well-formed"));
        }
        return launched(request, launch.get(), client);
    }

    private Response launched(Request request, Launch launch, CanvasClient client) {
        Map<String, String> beside = new LinkedHashMap<>();
        beside.put("state", request.query("state").orElse(""));
        var draft = new Draft(
                tokens.header(), claims(launch, client, request.query("nonce").orElse("")), beside);
        launch.broken().ifPresent(broken -> broken.spoil(draft));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("authenticity_token", "practice");
        fields.put("id_token", tokens.signed(draft));
        fields.putAll(beside);
        fields.put("lti_storage_target", STORAGE_FRAME);
        boolean twice = launch.broken().filter(BrokenLaunch.SENT_TWICE::equals).isPresent();
        return AuthEndpoint.form(tool.launch().toString(), fields, twice);
    }

    private Map<String, Object> claims(Launch launch, CanvasClient client, String nonce) {
        return launch.purpose() instanceof Launches.Purpose.DeepLinking
                ? claims.choosing(launch, client, nonce, clock.instant(), chosen.settings())
                : claims.of(launch, client, nonce, clock.instant());
    }

    private Response answered(Request request, Map<String, String> error) {
        Map<String, String> fields = new LinkedHashMap<>(error);
        fields.put("state", request.query("state").orElse(""));
        return AuthEndpoint.form(tool.launch().toString(), fields, false);
    }

    private Response keys(Request request) {
        return troubles.keys()
                .orElseGet(() ->
                        Response.json(200, JSON.valueToTree(key.published()).toString()));
    }

    private static boolean is(Request request, String parameter, String expected) {
        return request.query(parameter).filter(expected::equals).isPresent();
    }
}
