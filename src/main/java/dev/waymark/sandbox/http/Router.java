package dev.waymark.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds who answers. A path is a regular expression over the whole path; its groups are handed on. */
public final class Router {

    /** Answers a request; {@code path} holds the groups of the pattern. */
    @FunctionalInterface
    public interface Handler {
        Response answer(Request request, Matcher path);
    }

    private record Route(String method, Pattern path, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    public Router on(String method, String path, Handler handler) {
        routes.add(new Route(method, Pattern.compile(path), handler));
        return this;
    }

    public Router on(String method, String path, Function<Request, Response> handler) {
        return on(method, path, (request, groups) -> handler.apply(request));
    }

    /**
     * The first route that fits; HEAD is answered as GET.
     *
     * @throws Refusal 404 if no path fits, 405 if the path fits and the method does not
     */
    public Response answer(Request request) {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        var allowed = new TreeSet<String>();
        for (Route route : routes) {
            Matcher path = route.path.matcher(request.path());
            if (path.matches()) {
                if (route.method.equals(method)) {
                    return route.handler.answer(request, path);
                }
                allowed.add(route.method);
            }
        }
        if (allowed.isEmpty()) {
            throw new Refusal(404, "there is nothing at " + request.path());
        }
        throw new Refusal(405, "%s takes %s, not %s".formatted(request.path(), allowed, request.method()));
    }
}
