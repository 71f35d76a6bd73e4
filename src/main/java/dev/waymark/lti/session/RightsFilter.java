package dev.waymark.lti.session;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets nobody reach a page of a course without the right that its route takes. Runs when the session has been found. */
@ServerFilter("/**")
@Order(RightsFilter.AFTER_THE_SESSION)
class RightsFilter {

    static final int AFTER_THE_SESSION = 100;

    private final SessionRefusals refusals;

    RightsFilter(SessionRefusals refusals) {
        this.refusals = refusals;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        List<Right> taken = RouteAttributes.getRouteMatch(request)
                .map(route -> taken(route, request.getPath()))
                .orElse(List.of());
        if (taken.isEmpty()) {
            return null;
        }
        Optional<LtiSession> session = request.getAttribute(SessionFilter.ATTRIBUTE, LtiSession.class);
        if (session.isEmpty()) {
            return refusals.handle(request, new SessionRequired());
        }
        return taken.stream().anyMatch(session.get()::may) ? null : refusals.notAllowed(session.get(), taken);
    }

    private static List<Right> taken(RouteMatch<?> route, String path) {
        AnnotationMetadata all = route.getAnnotationMetadata();
        // Asked as one, the method's values and its class's would be thrown together.
        Right[] ofTheMethod = all.getDeclaredMetadata().enumValues(Allows.class, Right.class);
        Right[] said = ofTheMethod.length > 0 ? ofTheMethod : all.enumValues(Allows.class, Right.class);
        if (said.length > 0) {
            return Arrays.asList(said);
        }
        return path.equals("/course") || path.startsWith("/course/") ? List.of(Right.CONFIGURE) : List.of();
    }
}
