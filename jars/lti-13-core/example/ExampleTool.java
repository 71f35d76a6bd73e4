import dev.waymark.lti.core.*;
import java.net.URI;
import java.time.Clock;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;

/** A tool without its web framework: hand it what came in, and do what it says. */
public final class ExampleTool {
    private static final URI LAUNCH = URI.create("https://tool.example/lti/launch");
    private final Map<String, PendingLogin> waiting = new ConcurrentHashMap<>(); // in life: a table, ten minutes long
    private final Set<String> spent = ConcurrentHashMap.newKeySet(); // in life: a unique key of that table
    private final Registration platform;
    private final LaunchChecks checks;

    public ExampleTool(Registration platform, PlatformKeys keys) { // in life: new FetchedKeys()
        this.platform = platform;
        this.checks = new LaunchChecks(keys, spent::add, Clock.systemUTC(), LAUNCH);
    }

    /** GET or POST /lti/login. Redirect to the answer, and set a cookie that holds {@code state}. */
    public URI login(Map<String, List<String>> parameters, String state) {
        if (!(LoginRequest.read(parameters, LAUNCH) instanceof LoginRequest.Reading.Read read)) {
            throw new IllegalArgumentException("not a login: answer 400");
        }
        LoginRequest login = read.request();
        String nonce = Unguessable.text();
        waiting.put(state, new PendingLogin(nonce, login.targetLinkUri(), login.deploymentId()));
        return AuthorizationRequest.to(platform, login, LAUNCH, state, nonce);
    }

    /** POST /lti/launch, after you have seen that the cookie and the field {@code state} are the same. */
    public String launch(String state, String idToken) {
        PendingLogin login = waiting.remove(state);
        LaunchOutcome outcome = checks.check(idToken, platform, Objects.requireNonNull(login, "answer 401"));
        return outcome instanceof LaunchOutcome.Accepted in
                ? "Hello " + in.message().person().name().orElse("you") + ", you are " + in.message().roles()
                : "401: " + ((LaunchOutcome.Refused) outcome).reason().code();
    }
}
