package dev.waymark.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import dev.waymark.home.PretendPages;
import dev.waymark.instructor.PretendCourse;
import dev.waymark.web.LonePagesForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The pages of both faces as a site that needs no server, under the policy that the tool sends. */
final class FacesSite {

    static final String ADDRESS = "https://faces.example";

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'";

    private final Map<String, String> pages = new HashMap<>();

    FacesSite() {
        pages.putAll(PretendPages.all());
        pages.putAll(LonePagesForTests.all());
        pages.putAll(PretendCourse.all());
        pages.put("heat", PretendCourse.heat(false));
        pages.put("heat-learners", PretendCourse.heat(true));
    }

    Map<String, String> pages() {
        return pages;
    }

    void serveIn(BrowserContext context) {
        context.route(ADDRESS + "/**", route -> {
            String path = URI.create(route.request().url()).getPath();
            if (path.startsWith("/brand/")) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/css")
                        .setBody(LonePagesForTests.brand(path.substring("/brand/".length(), path.indexOf('.')))));
            } else if (path.startsWith("/assets/")) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType(path.endsWith(".css") ? "text/css" : "text/javascript")
                        .setBody(asset(path)));
            } else {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html;charset=utf-8")
                        .setHeaders(Map.of("Content-Security-Policy", POLICY))
                        .setBody(pages.getOrDefault(path.substring(1), "")));
            }
        });
    }

    private static String asset(String path) {
        try (var stream = FacesSite.class.getResourceAsStream(path)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
