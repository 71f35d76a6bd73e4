package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Pages;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.BrokenLaunch;
import dev.waymark.sandbox.platform.CanvasPlatform;
import dev.waymark.sandbox.platform.Placements;
import dev.waymark.sandbox.platform.Troubles;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same tool in the same course, opened as a Canvas does: from the course's navigation, in a frame, beside a second
 * frame at the host where people sign on, which keeps data for tools by {@code postMessage}.
 */
final class CanvasPages {

    private static final String PAGE = "/courses/2/external_tools/1";

    private final Site site;
    private final CanvasPlatform canvas;
    private final Troubles troubles;
    private final URI signOn;

    CanvasPages(Site site, CanvasPlatform canvas, Troubles troubles, URI lms) {
        this.site = site;
        this.canvas = canvas;
        this.troubles = troubles;
        this.signOn = CanvasPlatform.signOn(lms);
    }

    void routes(Router router) {
        router.on("GET", PAGE, request -> site.as(request, this::view))
                .on("GET", PAGE + "/launch", request -> site.as(request, this::launch))
                .on("GET", PAGE + "/choose", request -> site.as(request, this::choose))
                .on("GET", "/post_message_forwarding", CanvasPages::storageFrame)
                .on("GET", "/sandbox/foreign_frame", request -> Pages.html(200, "sandbox/foreign.jte", Map.of()))
                .on(
                        "GET",
                        "/courses/2/external_content/success/external_tool_redirect",
                        request -> site.as(request, (who, ignored) -> Site.on(who, PAGE)))
                .on("POST", "/sandbox/course_copied", this::copied);
    }

    private Response view(Person who, Request request) {
        return site.page(
                request,
                who,
                "My path, as in a Canvas",
                "sandbox/canvas.jte",
                Map.of(
                        "options", LaunchOptions.of(request),
                        "storage", ToolStorage.of(request),
                        "storages", List.of(ToolStorage.values()),
                        "signOn", signOn,
                        "breaks", List.of(BrokenLaunch.values()),
                        "troubles", troubles.all(),
                        "added",
                                canvas.placements().added().stream()
                                        .map(Placements.Placed::activity)
                                        .toList(),
                        "link", link(request).cmid()));
    }

    /** The link of the course's navigation, or one that was added by deep linking. */
    private Activity link(Request request) {
        return request.query("link")
                .flatMap(canvas.placements()::activity)
                .orElseGet(() -> site.course().activities().stream()
                        .filter(activity -> activity.kind() == Kind.LTI)
                        .findFirst()
                        .orElseThrow());
    }

    private Response choose(Person who, Request request) {
        return canvas.beginDeepLinking(who, LaunchOptions.of(request).locale());
    }

    private Response launch(Person who, Request request) {
        Activity link = link(request);
        LaunchOptions options = LaunchOptions.of(request);
        Optional<String> target = ToolStorage.of(request) == ToolStorage.NONE
                ? Optional.empty()
                : Optional.of(CanvasPlatform.STORAGE_FRAME);
        return canvas.begin(who, link.cmid(), options.locale(), options.namesShared(), options.breaking(), target);
    }

    private static Response storageFrame(Request request) {
        return Pages.html(200, "sandbox/forwarding.jte", Map.of("storage", ToolStorage.of(request)));
    }

    private Response copied(Request request) {
        int heard = canvas.courseCopied(request.parameter("origin").orElse("a-course-before"));
        return Response.text(200, "a course was copied; handlers of the tool that took the notice: " + heard);
    }
}
