package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CriteriaText;
import dev.waymark.competency.CriteriaText.Parsed;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Criterion;
import dev.waymark.instructor.CriteriaPage.Demand;
import dev.waymark.instructor.CriteriaPage.Line;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tiers ask for besides the estimate: read in words, written as indented lines. A change goes into the draft of the
 * course's set-up, whose last step shows who would change.
 */
@Controller(CriteriaController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Allows(Right.CONFIGURE)
final class CriteriaController {

    static final String PATH = "/course/criteria";

    private static final int MOST_SKILLS = 200;

    private final CourseSetups setups;
    private final CourseFace face;

    CriteriaController(CourseSetups setups, CourseFace face) {
        this.setups = setups;
        this.face = face;
    }

    @Get
    @Consumes(MediaType.ALL)
    HttpResponse<String> look(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        return show(request, session, said.filter("kept"::equals), Optional.empty(), List.of());
    }

    /** {@code act=version} goes back to what the version of the framework asks. */
    @Post
    HttpResponse<String> write(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        Words words = face.words(session);
        if (SettleForm.one(fields, "act").equals("version")) {
            setups.change(session.tenant(), session.course(), face.by(session), setup -> setup.withCriteria(null));
            return face.seeOther(session, PATH + "?said=kept");
        }
        String text = fields.get("criteria") instanceof String written ? written : "";
        Parsed parsed = CriteriaText.parse(text);
        if (parsed.json().isEmpty()) {
            return show(
                    request,
                    session,
                    Optional.empty(),
                    Optional.of(text),
                    parsed.faults().stream()
                            .map(each -> words.text(
                                    each.line() == 0 ? "criteria.fault-empty" : "criteria.fault",
                                    each.line(),
                                    each.found().strip()))
                            .toList());
        }
        try {
            setups.change(
                    session.tenant(),
                    session.course(),
                    face.by(session),
                    setup -> setup.withCriteria(parsed.json().get()));
        } catch (IllegalArgumentException notPossible) {
            return show(
                    request, session, Optional.empty(), Optional.of(text), List.of(words.text("criteria.fault-skill")));
        }
        return face.seeOther(session, PATH + "?said=kept");
    }

    private HttpResponse<String> show(
            HttpRequest<?> request,
            LtiSession session,
            Optional<String> said,
            Optional<String> text,
            List<String> faults) {
        Words words = face.words(session);
        CourseSetup setup = setups.start(session.tenant(), session.course());
        Published content = setups.content(session.tenant(), setup);
        var criteria = content.framework().criteria();
        CriteriaPage page = new CriteriaPage(
                face.csrf(session),
                words.text("criteria.answer", criteria.size()),
                said.map(any -> words.text("criteria.kept")),
                faults,
                criteria.entrySet().stream()
                        .map(each -> new Demand(
                                SetupPages.step(words, content, each.getKey()),
                                lines(words, content, each.getValue(), 0, new ArrayList<>())))
                        .toList(),
                text.orElseGet(() ->
                        CriteriaText.print(criteria, activity -> content.words().activity(activity, words.locale()))),
                setup.criteria() != null,
                content.framework().competencies().stream()
                        .limit(MOST_SKILLS)
                        .map(id -> id.value() + ": " + content.words().competency(id, words.locale()))
                        .toList(),
                face.link(session, PATH),
                face.link(session, SetupPages.PATH),
                face.link(session, SetupPages.PATH + "?step=publish"));
        return face.show(request, session, PATH, words.text("criteria.title"), "criteria", page);
    }

    private static List<Line> lines(Words words, Published content, Criterion criterion, int depth, List<Line> lines) {
        switch (criterion) {
            case Criterion.All all -> {
                lines.add(new Line(depth, words.text("criteria.all")));
                all.parts().forEach(part -> lines(words, content, part, depth + 1, lines));
            }
            case Criterion.Any any -> {
                lines.add(new Line(depth, words.text("criteria.any")));
                any.parts().forEach(part -> lines(words, content, part, depth + 1, lines));
            }
            case Criterion.ScoreAtLeast score ->
                lines.add(new Line(
                        depth,
                        words.text(
                                "check.criterion.score",
                                words.percent(score.share()),
                                name(words, content, score.activity()))));
            case Criterion.RatedPractical rated ->
                lines.add(new Line(
                        depth,
                        rated.activity()
                                .map(activity -> words.text(
                                        "check.criterion.practical-on",
                                        words.percent(rated.share()),
                                        name(words, content, activity)))
                                .orElseGet(
                                        () -> words.text("check.criterion.practical", words.percent(rated.share())))));
            case Criterion.Completed completed ->
                lines.add(new Line(
                        depth, words.text("check.criterion.completed", name(words, content, completed.activity()))));
            case Criterion.BadgeHeld badge ->
                lines.add(new Line(depth, words.text("check.criterion.badge", name(words, content, badge.badge()))));
        }
        return lines;
    }

    private static String name(Words words, Published content, ActivityId activity) {
        return content.words().activity(activity, words.locale()).orElse(activity.iri());
    }
}
