package dev.waymark.lti;

import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.runtime.event.annotation.EventListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page that needs a session, a form of it, and a listener that hears of launches. */
@Controller("/test-room")
@Requires(property = "waymark.test.room", value = "true")
public class TestRoom {

    private final List<LaunchAccepted> heard = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    private final SessionLinks links;

    TestRoom(SessionLinks links) {
        this.links = links;
    }

    public List<LaunchAccepted> heard() {
        return heard;
    }

    public void failing(boolean fails) {
        failing = fails;
    }

    @EventListener
    void onLaunch(LaunchAccepted launch) {
        heard.add(launch);
        if (failing) {
            throw new IllegalStateException("a listener that fails");
        }
    }

    @Get
    @Produces(MediaType.TEXT_PLAIN)
    String page(LtiSession session) {
        return String.join(
                "\n",
                session.subject().orElse("nobody"),
                session.course().contextId(),
                session.locale(),
                "carried=" + session.carried(),
                links.to(session, "/test-room?x=1#here"),
                links.csrf(session),
                links.newWindow(session, "/test-room"));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_PLAIN)
    String form(LtiSession session, @Body Map<String, String> fields) {
        return "saved " + fields.get("choice");
    }
}
