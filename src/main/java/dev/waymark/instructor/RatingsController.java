package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.practical.PracticalWork;
import dev.waymark.practical.PracticalWork.Agreement;
import dev.waymark.practical.PracticalWork.Kind;
import dev.waymark.practical.PracticalWork.Piece;
import dev.waymark.practical.PracticalWork.Rated;
import dev.waymark.practical.PracticalWork.State;
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
import java.util.List;
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
    private static final int ROWS = 100;
    private static final Set<String> SAID =
            Set.of("counts", "waits-for-another", "own-work", "rated-already", "gone", "incomplete");

    private final PracticalWork work;
    private final Configurations configurations;
    private final Learners learners;
    private final Reachable reachable;
    private final CourseFace face;
    private final Clock clock;

    RatingsController(
            PracticalWork work,
            Configurations configurations,
            Learners learners,
            Reachable reachable,
            CourseFace face,
            Clock clock) {
        this.work = work;
        this.configurations = configurations;
        this.learners = learners;
        this.reachable = reachable;
        this.face = face;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> queue(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        Words words = face.words(session);
        Published published = configurations.of(session.tenant(), session.course());
        String me = me(session).map(LearnerId::toString).orElse("");
        List<RatingsPage.Line> lines = work.inCourse(session.tenant(), session.course(), ROWS).stream()
                .flatMap(piece -> reachable.one(session, piece.learner()).stream()
                        .map(learner -> line(session, words, published, piece, learner, me)))
                .toList();
        long waiting = lines.stream().filter(RatingsPage.Line::open).count();
        var page = new RatingsPage(
                said.filter(SAID::contains).map(what -> "ratings.said." + what).orElse(""),
                words.text("ratings.answer", waiting),
                agreement(words, work.agreement(session.tenant(), session.course())),
                face.csrf(session),
                face.link(session, PATH),
                lines);
        return face.show(request, session, PATH, words.text("ratings.title"), "ratings", page);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> rate(LtiSession session, @Body Map<String, Object> fields) {
        Optional<LearnerId> me = me(session);
        Optional<Piece> piece = work.piece(session.tenant(), session.course(), SettleForm.one(fields, "piece"))
                .filter(each -> reachable.one(session, each.learner()).isPresent());
        String shown = SettleForm.one(fields, "tier");
        if (me.isEmpty() || piece.isEmpty()) {
            return face.seeOther(session, PATH + "?said=gone");
        }
        if (!shown.matches("[0-4]")) {
            return face.seeOther(session, PATH + "?said=incomplete");
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
        return face.seeOther(
                session, PATH + "?said=" + rated.name().toLowerCase(Locale.ROOT).replace('_', '-'));
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

    private static String agreement(Words words, Agreement found) {
        if (found.same().isEmpty()) {
            return words.text("ratings.agreement.few", found.pieces(), Agreement.FEW);
        }
        return found.kappa().isEmpty()
                ? words.text(
                        "ratings.agreement.same", found.pieces(), found.same().getAsInt())
                : words.text(
                        "ratings.agreement",
                        found.pieces(),
                        found.same().getAsInt(),
                        words.number(found.kappa().getAsDouble(), 2));
    }

    private RatingsPage.Line line(
            LtiSession session, Words words, Published published, Piece piece, Learner learner, String me) {
        boolean known = published.framework().competencies().stream().anyMatch(piece.competency()::equals);
        boolean own = learner.id().toString().equals(me);
        boolean mine = piece.ratedBy(me);
        boolean open = piece.state() == State.WAITING && !own && !mine && !me.isEmpty();
        return new RatingsPage.Line(
                piece.id(),
                People.name(words, learner),
                piece.title(),
                words.text(
                        "practical.for",
                        numbered(words, published, piece.tier()),
                        known
                                ? published.words().competency(piece.competency(), words.locale())
                                : piece.competency().value()),
                piece.kind() == Kind.TEXT ? piece.said() : "",
                piece.kind() == Kind.LINK ? piece.said() : "",
                piece.kind() == Kind.FILE ? piece.fileName() : "",
                face.link(session, PATH + "/file?piece=" + piece.id()),
                words.moment(piece.handedAt()),
                open,
                piece.ratings().isEmpty(),
                state(words, published, piece, own, mine),
                known && open
                        ? Arrays.stream(Tier.values())
                                .map(tier -> new RatingsPage.Level(
                                        tier.level(),
                                        numbered(words, published, tier),
                                        published.words().descriptor(piece.competency(), tier, words.locale())))
                                .toList()
                        : List.of(),
                // Blind until one has rated oneself, or everybody has.
                mine || piece.state() == State.RATED
                        ? piece.ratings().stream()
                                .map(each -> {
                                    String shown = each.shown()
                                            .map(tier -> numbered(words, published, tier))
                                            .orElseGet(() -> words.text("ratings.none"));
                                    return each.remark().isBlank()
                                            ? shown
                                            : words.text("ratings.one", shown, each.remark());
                                })
                                .toList()
                        : List.of());
    }

    private static String state(Words words, Published published, Piece piece, boolean own, boolean mine) {
        if (piece.state() == State.RATED) {
            return words.text(
                    "ratings.state.rated",
                    piece.result()
                            .map(tier -> numbered(words, published, tier))
                            .orElseGet(() -> words.text("ratings.none")));
        }
        return words.text(
                own ? "ratings.state.own" : mine ? "ratings.state.mine" : "ratings.state.open",
                piece.ratings().size(),
                piece.raters());
    }

    private static String numbered(Words words, Published published, Tier tier) {
        return words.text("web.tier", tier.level(), published.words().tier(tier, words.locale()));
    }
}
