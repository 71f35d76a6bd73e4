package dev.waymark.home;

import dev.waymark.diagnosis.Sittings;
import dev.waymark.diagnosis.Sittings.Beginning;
import dev.waymark.diagnosis.Sittings.Sitting;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.evidence.OwnObservations.Own;
import dev.waymark.home.CheckPage.Asking;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.shared.AsksOnce;
import dev.waymark.shared.Micros;
import dev.waymark.shared.NameBasedUuid;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finding out where one stands: rating oneself, answering a few questions, and looking at both. */
@Controller("/home/check")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class CheckController {

    static final Set<String> SAID = Set.of("rated", "over", "too-soon");

    private static final String RATED = "http://id.tincanapi.com/verb/rated";

    /** A form may lie open for a while; a moment further off is none that we wrote. */
    private static final Duration OPEN_FOR = Duration.ofHours(12);

    private final Visits visits;
    private final Face face;
    private final CheckPages checkPages;
    private final Sittings sittings;
    private final OwnObservations own;

    CheckController(Visits visits, Face face, CheckPages checkPages, Sittings sittings, OwnObservations own) {
        this.visits = visits;
        this.face = face;
        this.checkPages = checkPages;
        this.sittings = sittings;
        this.own = own;
    }

    @Get
    @Consumes(MediaType.ALL)
    @Transactional
    @AsksOnce
    HttpResponse<String> check(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        return visits.of(session)
                .map(visit -> face.show(
                        request,
                        session,
                        HttpStatus.OK,
                        "/home/check",
                        "check",
                        checkPages.page(visit, said.filter(SAID::contains).map(what -> "check.said." + what))))
                .orElseGet(() -> face.nobody(request, session));
    }

    @Get("/rate")
    @Consumes(MediaType.ALL)
    HttpResponse<String> grid(HttpRequest<?> request, LtiSession session) {
        return visits.of(session)
                .map(visit -> grid(request, session, visit, HttpStatus.OK, false))
                .orElseGet(() -> face.nobody(request, session));
    }

    /** Takes the ratings that were given; "not sure" is none, and leaves an earlier one as it is. */
    @Post("/rate")
    HttpResponse<String> rate(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> {
                    var form = new Form(fields);
                    Instant moment = moment(visit, form);
                    List<Own> ratings = new ArrayList<>();
                    for (CompetencyId each : CheckPages.asked(visit)) {
                        form.one("skill-" + each.value())
                                .filter(text -> text.matches("[1-4]"))
                                .map(text -> Tier.ofLevel(Integer.parseInt(text)))
                                .ifPresent(tier -> ratings.add(rating(visit, each, tier, moment)));
                    }
                    if (ratings.isEmpty()) {
                        return grid(request, session, visit, HttpStatus.UNPROCESSABLE_ENTITY, true);
                    }
                    own.enter(visit.tenant(), visit.id(), ratings);
                    return face.seeOther(session, "/home/check?said=rated");
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    /** When the form was shown, so that sending it twice says it once. */
    private static Instant moment(Visit visit, Form form) {
        return form.one("moment")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> Micros.toInstant(Long.parseLong(text)))
                .filter(at -> !at.isAfter(visit.now()) && at.isAfter(visit.now().minus(OPEN_FOR)))
                .orElse(visit.now());
    }

    private static Own rating(Visit visit, CompetencyId competency, Tier tier, Instant moment) {
        var id = NameBasedUuid.of(
                NameBasedUuid.WAYMARK,
                "rating",
                visit.tenant().toString(),
                visit.id().toString(),
                competency.value(),
                Long.toString(Micros.of(moment)));
        var evidence = new Evidence(
                new EvidenceId(id.toString()),
                moment,
                visit.now(),
                new ActivityId("urn:waymark:self:" + competency.value()),
                new TreeSet<>(Set.of(new CompetencyTier(competency, tier))),
                1,
                new Observation.SelfRating(tier));
        return new Own(
                evidence,
                RATED,
                visit.text("check.rating-of", visit.naming().competency(competency)),
                Optional.of("self/" + competency.value()));
    }

    @Post("/begin")
    HttpResponse<String> begin(HttpRequest<?> request, LtiSession session) {
        return visits.of(session)
                .map(visit -> face.seeOther(
                        session,
                        switch (sittings.begin(visit.tenant(), visit.id(), visit.now())) {
                            case Beginning.Begun begun -> "/home/check/question";
                            case Beginning.TooSoon soon -> "/home/check?said=too-soon";
                            case Beginning.NothingToAsk nothing -> "/home/check";
                        }))
                .orElseGet(() -> face.nobody(request, session));
    }

    /** The question that waits; when there is none any more, what came of it. */
    @Get("/question")
    @Consumes(MediaType.ALL)
    HttpResponse<String> question(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> nothing) {
        return visits.of(session)
                .map(visit -> {
                    Optional<Sitting> sitting = sittings.proceed(visit.tenant(), visit.id(), visit.now());
                    Optional<Asking> asking =
                            sitting.flatMap(open -> checkPages.asking(visit, open, nothing.isPresent()));
                    return asking.map(page -> face.show(
                                    request, session, HttpStatus.OK, "/home/check/question", "question", page))
                            .orElseGet(() -> face.seeOther(
                                    session, sitting.isPresent() ? "/home/check?said=over" : "/home/check"));
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    @Post("/answer")
    HttpResponse<String> answer(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> {
                    var form = new Form(fields);
                    Optional<Sitting> open = sittings.last(visit.tenant(), visit.id());
                    var question = form.one("question").flatMap(id -> checkPages.question(visit, id));
                    Optional<Integer> place = form.one("option")
                            .filter(text -> text.matches("[0-9]"))
                            .map(Integer::valueOf);
                    if (open.isEmpty() || question.isEmpty()) {
                        return face.seeOther(session, "/home/check");
                    }
                    List<Integer> order = CheckPages.order(open.get(), question.get());
                    if (place.isEmpty() || place.get() >= order.size()) {
                        return face.seeOther(session, "/home/check/question?nothing=1");
                    }
                    sittings.answer(
                            visit.tenant(),
                            visit.id(),
                            question.get().id(),
                            order.get(place.get()),
                            question.get().text(visit.words().locale()),
                            visit.now());
                    return face.seeOther(session, "/home/check/question");
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    private HttpResponse<String> grid(
            HttpRequest<?> request, LtiSession session, Visit visit, HttpStatus status, boolean nothing) {
        return face.show(request, session, status, "/home/check/rate", "rate", checkPages.grid(visit, nothing));
    }
}
