package dev.waymark.home;

import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.path.PathVisits;
import dev.waymark.shared.Micros;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The reader has read what changed. */
@Controller("/home/seen")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SeenController {

    private final Visits visits;
    private final Face face;
    private final PathVisits pathVisits;

    SeenController(Visits visits, Face face, PathVisits pathVisits) {
        this.visits = visits;
        this.face = face;
        this.pathVisits = pathVisits;
    }

    /** {@code until} is when the page was made that they read, so that what came after it is not lost. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> seen(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> {
                    until(new Form(fields))
                            .ifPresent(until ->
                                    pathVisits.seen(visit.tenant(), visit.id(), visit.course(), until, visit.now()));
                    return face.seeOther(session, "/home?said=seen");
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    private static Optional<Instant> until(Form form) {
        return form.one("until")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> Micros.toInstant(Long.parseLong(text)));
    }
}
