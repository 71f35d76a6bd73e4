package dev.waymark.lti.session;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code POST /preferences}: language and theme, from the foot of every page; then the same page again. */
@Controller("/preferences")
@ExecuteOn(TaskExecutors.BLOCKING)
class PreferencesController {

    /** A path of ours; two slashes would be another host. */
    private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9/_.~?&=%+:,-]{0,1000}");

    private final Preferences preferences;
    private final SessionLinks links;

    PreferencesController(Preferences preferences, SessionLinks links) {
        this.preferences = preferences;
        this.links = links;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> choose(LtiSession session, @Body Map<String, String> form) {
        preferences.choose(session, form.getOrDefault("language", ""), form.getOrDefault("theme", ""));
        String page = form.getOrDefault("page", "");
        return HttpResponse.seeOther(
                URI.create(links.to(session, PATH.matcher(page).matches() ? page : "/home")));
    }
}
