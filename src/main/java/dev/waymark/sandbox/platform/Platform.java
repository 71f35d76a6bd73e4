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

/** LTI 1.3 at the addresses of a Moodle: begins launches and answers what the tool asks. */
public final class Platform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI issuer;
    private final Tool tool;
    private final PlatformKey key;
    private final Launches launches;
    private final ToolKeys toolKeys;
    private final AuthEndpoint auth;
    private final TokenEndpoint token;
    private final GradeService grades;
    private final MembershipService memberships;

    /** @param folder where the signing key is kept */
    public Platform(URI issuer, Tool tool, Course course, Gradebook gradebook, Optional<Path> folder, Clock clock) {
        this.issuer = issuer;
        this.tool = tool;
        this.key = new PlatformKey(folder);
        this.launches = new Launches(clock);
        this.toolKeys = new ToolKeys(tool.keys());
        var tokens = new AccessTokens(clock);
        this.auth = new AuthEndpoint(tool, launches, new LaunchClaims(issuer, course, tool), new IdTokens(key), clock);
        this.token = new TokenEndpoint(toolKeys, tokens, clock);
        this.grades = new GradeService(issuer, course, gradebook, tokens, clock);
        this.memberships = new MembershipService(issuer, course, tokens);
    }

    /** Adds the addresses of LTI. */
    public void routes(Router router) {
        router.on("GET", "/mod/lti/auth\\.php", auth::answer)
                .on("POST", "/mod/lti/auth\\.php", auth::answer)
                .on("GET", "/mod/lti/certs\\.php", this::certificates)
                .on("GET", "/mod/lti/token\\.php", token::answer)
                .on("POST", "/mod/lti/token\\.php", token::answer)
                .on("GET", GradeService.ITEMS, grades::list)
                .on("GET", GradeService.ITEM, grades::item)
                .on("POST", GradeService.ITEM + "/scores", grades::score)
                .on("GET", GradeService.ITEM + "/results", grades::results)
                .on("GET", MembershipService.PATH, memberships::answer);
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
        Launch launch = launches.begin(who, cmid, locale, namesShared, broken);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("iss", issuer.toString());
        fields.put("target_link_uri", tool.launch().toString());
        fields.put("login_hint", who.id());
        fields.put(
                "lti_message_hint",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("cmid", cmid)
                        .put("launchid", launch.id())
                        .toString());
        fields.put("client_id", Tool.CLIENT_ID);
        fields.put("lti_deployment_id", Tool.DEPLOYMENT_ID);
        storageTarget.ifPresent(frame -> fields.put("lti_storage_target", frame));
        return AuthEndpoint.form(tool.login().toString(), fields, false);
    }

    @Override
    public void close() {
        toolKeys.close();
    }

    private Response certificates(Request request) {
        return Response.json(200, JSON.valueToTree(key.published()).toString());
    }
}
