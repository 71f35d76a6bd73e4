package dev.waymark.instructor;

import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.practical.PracticalWork;
import dev.waymark.practical.PracticalWork.Piece;
import dev.waymark.practical.PracticalWork.Rated;
import dev.waymark.web.Download;
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
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Practical work of a course's learners, for those who rate it. */
@Controller(RatingsController.PATH)
@Allows(Right.GUIDE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RatingsController {

    static final String PATH = "/course/ratings";
    private static final Set<String> SAID =
            Set.of("counts", "waits-for-another", "own-work", "rated-already", "gone", "incomplete");

    private final PracticalWork work;
    private final RatingsPages ratingsPages;
    private final Learners learners;
    private final Reachable reachable;
    private final CourseFace face;
    private final Clock clock;

    RatingsController(
            PracticalWork work,
            RatingsPages ratingsPages,
            Learners learners,
            Reachable reachable,
            CourseFace face,
            Clock clock) {
        this.work = work;
        this.ratingsPages = ratingsPages;
        this.learners = learners;
        this.reachable = reachable;
        this.face = face;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> queue(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        Words words = face.words(session);
        String done =
                said.filter(SAID::contains).map(what -> "ratings.said." + what).orElse("");
        RatingsQuery query = query(request);
        return face.show(
                request,
                session,
                PATH,
                words.text("ratings.title"),
                "ratings",
                ratingsPages.page(session, words, done, query));
    }

    /** The queue as a file, narrowed as the page is. */
    @Get("/work.csv")
    HttpResponse<byte[]> table(HttpRequest<?> request, LtiSession session) {
        return CsvFile.download(ratingsPages.csv(session, face.words(session), query(request)), "waymark-work.csv");
    }

    private static RatingsQuery query(HttpRequest<?> request) {
        return RatingsQuery.of(
                name -> Optional.ofNullable(request.getParameters().get(name)));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> rate(LtiSession session, @Body Map<String, Object> fields) {
        RatingsQuery back = RatingsQuery.of(
                name -> Optional.of(SettleForm.one(fields, name)).filter(each -> !each.isEmpty()));
        return face.seeOther(session, back.path(PATH, rated(session, fields)));
    }

    private String rated(LtiSession session, Map<String, Object> fields) {
        Optional<LearnerId> me = me(session);
        Optional<Piece> piece = work.piece(session.tenant(), session.course(), SettleForm.one(fields, "piece"))
                .filter(each -> reachable.one(session, each.learner()).isPresent());
        String shown = SettleForm.one(fields, "tier");
        if (me.isEmpty() || piece.isEmpty()) {
            return "gone";
        }
        if (!shown.matches("[0-4]")) {
            return "incomplete";
        }
        Rated rated = work.rate(
                session.tenant(),
                session.course(),
                piece.get().id(),
                me.get(),
                Arrays.stream(Tier.values())
                        .filter(each -> Integer.toString(each.level()).equals(shown))
                        .findFirst(),
                SettleForm.one(fields, "remark"),
                SettleForm.one(fields, "second").equals("yes"),
                clock.instant());
        return rated.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Never shown inside a page: whatever somebody handed in, it is a download. */
    @Get(uri = "/file", produces = MediaType.ALL)
    HttpResponse<?> file(LtiSession session, @QueryValue Optional<String> piece) {
        Optional<Piece> found = piece.flatMap(id -> work.piece(session.tenant(), session.course(), id))
                .filter(each -> reachable.one(session, each.learner()).isPresent());
        Optional<byte[]> body = found.flatMap(each -> work.file(session.tenant(), session.course(), each.id()));
        if (body.isEmpty()) {
            return face.seeOther(session, PATH + "?said=gone");
        }
        return Download.of(body.get(), found.map(Piece::fileName).orElse("work"));
    }

    private Optional<LearnerId> me(LtiSession session) {
        return session.subject()
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .map(Learner::id);
    }
}
