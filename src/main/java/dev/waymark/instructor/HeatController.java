package dev.waymark.instructor;

import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** How far a course is from its targets, by role or by learner. */
@Controller("/course")
@Allows(Right.SEE_GROUPS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HeatController {

    private final HeatPages heatPages;
    private final CourseFace face;

    HeatController(HeatPages heatPages, CourseFace face) {
        this.heatPages = heatPages;
        this.face = face;
    }

    /**
     * @param by {@code learner} for a line each, for whoever may see people
     * @param role shown beside everybody on a narrow page
     * @param skill shown beside the names on a narrow page
     */
    @Get("/heatmap")
    HttpResponse<String> heatMap(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> by,
            @QueryValue Optional<String> role,
            @QueryValue Optional<String> skill,
            @QueryValue Optional<Integer> page) {
        Words words = face.words(session);
        boolean byLearner = learners(session, by);
        return face.show(
                request,
                session,
                byLearner ? "/course/heatmap?by=learner" : "/course/heatmap",
                words.text("instructor.heat.title"),
                "heatmap",
                byLearner
                        ? heatPages.byLearner(session, words, skill.orElse(""), page.orElse(1))
                        : heatPages.byRole(session, words, role.orElse("")));
    }

    @Get("/heatmap.csv")
    HttpResponse<byte[]> file(LtiSession session, @QueryValue Optional<String> by) {
        return CsvFile.download(
                heatPages.csv(session, face.words(session), learners(session, by)), "waymark-heat-map.csv");
    }

    private static boolean learners(LtiSession session, Optional<String> by) {
        return by.filter("learner"::equals).isPresent() && session.may(Right.SEE_PEOPLE);
    }
}
