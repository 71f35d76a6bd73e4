package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.BrokenLaunch;
import dev.waymark.sandbox.platform.Placements;
import dev.waymark.sandbox.platform.Platform;
import dev.waymark.sandbox.platform.Troubles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** "My path": the frame in which the tool opens, and the buttons that break the launch. */
final class ToolPages {

    private final Site site;
    private final Platform platform;
    private final Troubles troubles;

    ToolPages(Site site, Platform platform, Troubles troubles) {
        this.site = site;
        this.platform = platform;
        this.troubles = troubles;
    }

    void routes(Router router) {
        router.on("GET", "/mod/lti/view\\.php", request -> site.as(request, this::view))
                .on("GET", "/mod/lti/launch\\.php", request -> site.as(request, this::launch))
                .on("GET", "/mod/lti/contentitem\\.php", request -> site.as(request, this::choose))
                .on(
                        "GET",
                        "/mod/lti/return\\.php",
                        request -> site.as(request, (who, ignored) -> Site.on(who, "/course/view.php?id=2")));
    }

    private Response view(Person who, Request request) {
        Activity link = link(request);
        return site.page(
                request,
                who,
                link.title(),
                "sandbox/lti.jte",
                Map.of(
                        "activity",
                        link,
                        "options",
                        LaunchOptions.of(request),
                        "locales",
                        LaunchOptions.LOCALES,
                        "breaks",
                        List.of(BrokenLaunch.values()),
                        "troubles",
                        troubles.all(),
                        "added",
                        platform.placements().added().stream()
                                .map(Placements.Placed::activity)
                                .toList()));
    }

    /** A link of the course, or one that was added by deep linking. */
    private Activity link(Request request) {
        return request.query("id")
                .flatMap(platform.placements()::activity)
                .orElseGet(() -> site.activity(request, "id", Kind.LTI));
    }

    private Response choose(Person who, Request request) {
        return platform.beginDeepLinking(who, LaunchOptions.of(request).locale());
    }

    private Response launch(Person who, Request request) {
        Activity link = link(request);
        LaunchOptions options = LaunchOptions.of(request);
        if (request.query("action").filter("gradeReport"::equals).isPresent()) {
            return platform.beginReview(who, link.cmid(), request.query("user").orElse(who.id()), options.locale());
        }
        return platform.begin(
                who,
                link.cmid(),
                options.locale(),
                options.namesShared(),
                options.breaking(),
                options.storage() ? Optional.of("_parent") : Optional.empty());
    }
}
