package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.mastery.Masteries;
import dev.waymark.objection.Objections;
import dev.waymark.objection.Objections.Act;
import dev.waymark.objection.Objections.Answer;
import dev.waymark.objection.Objections.Answered;
import dev.waymark.objection.Objections.Objection;
import dev.waymark.objection.Objections.SetTier;
import dev.waymark.objection.Objections.State;
import dev.waymark.objection.Objections.Subject;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objections of a course's learners: seen by whoever guides them, answered by whoever may decide. */
@Controller(ObjectionsController.PATH)
@Allows(Right.GUIDE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ObjectionsController {

    static final String PATH = "/course/objections";
    private static final int ROWS = 200;
    private static final Duration A_SEASON = Duration.ofDays(90);
    private static final Set<String> SAID = Set.of("yes", "gone", "own", "unfit", "words", "again", "not-again");

    private final Objections objections;
    private final Ledger ledger;
    private final Masteries masteries;
    private final Configurations configurations;
    private final Learners learners;
    private final Reachable reachable;
    private final CourseFace face;
    private final Clock clock;

    ObjectionsController(
            Objections objections,
            Ledger ledger,
            Masteries masteries,
            Configurations configurations,
            Learners learners,
            Reachable reachable,
            CourseFace face,
            Clock clock) {
        this.objections = objections;
        this.ledger = ledger;
        this.masteries = masteries;
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
        Optional<LearnerId> me = me(session);
        List<ObjectionsPage.Line> lines = objections.inCourse(session.tenant(), session.course(), ROWS).stream()
                .flatMap(each -> reachable.one(session, each.learner()).stream()
                        .map(learner -> line(session, words, published, each, learner, me)))
                .toList();
        long waiting = lines.stream().filter(line -> line.done().isEmpty()).count();
        var page = new ObjectionsPage(
                said.filter(SAID::contains)
                        .map(what -> "instructor.objection.said." + what)
                        .orElse(""),
                words.text("instructor.objection.answer", waiting),
                face.csrf(session),
                face.link(session, PATH),
                face.link(session, PATH + "/again"),
                session.may(Right.DECIDE),
                Arrays.stream(Tier.values())
                        .map(tier -> new ObjectionsPage.Choice(
                                Integer.toString(tier.level()), PersonPages.numbered(words, published, tier)))
                        .toList(),
                clock.instant()
                        .plus(A_SEASON)
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString(),
                lines);
        return face.show(request, session, PATH, words.text("instructor.objection.title"), "objections", page);
    }

    @Post
    @Allows(Right.DECIDE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> answer(LtiSession session, @Body Map<String, Object> fields) {
        Optional<LearnerId> me = me(session);
        Optional<Objection> one = reached(session, fields);
        if (me.isEmpty() || one.isEmpty()) {
            return face.seeOther(session, PATH + "?said=gone");
        }
        Optional<Act> act = Arrays.stream(Act.values())
                .filter(each -> each.name().equals(SettleForm.one(fields, "act")))
                .findFirst();
        if (act.isEmpty()) {
            return face.seeOther(session, PATH + "?said=unfit");
        }
        Answered answered = objections.answer(
                session.tenant(),
                session.course(),
                one.get().id(),
                act.get(),
                SettleForm.one(fields, "words"),
                act.get() == Act.TIER_SET ? tier(fields) : Optional.empty(),
                me.get(),
                clock.instant());
        return face.seeOther(session, PATH + "?said=" + answered.name().toLowerCase(Locale.ROOT));
    }

    /** Lets a statement count again. */
    @Post("/again")
    @Allows(Right.DECIDE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> again(LtiSession session, @Body Map<String, Object> fields) {
        boolean again = reached(session, fields)
                .filter(each -> me(session).filter(each.learner()::equals).isEmpty())
                .map(each -> objections.bringBack(session.tenant(), session.course(), each.id()))
                .orElse(false);
        return face.seeOther(session, PATH + (again ? "?said=again" : "?said=not-again"));
    }

    private Optional<Objection> reached(LtiSession session, Map<String, Object> fields) {
        return objections
                .one(session.tenant(), session.course(), SettleForm.one(fields, "objection"))
                .filter(each -> each.state() != State.WITHDRAWN)
                .filter(each -> reachable.one(session, each.learner()).isPresent());
    }

    private static Optional<SetTier> tier(Map<String, Object> fields) {
        Optional<Tier> tier = Arrays.stream(Tier.values())
                .filter(each -> Integer.toString(each.level()).equals(SettleForm.one(fields, "tier")))
                .findFirst();
        return tier.flatMap(each -> day(SettleForm.one(fields, "until")).map(until -> new SetTier(each, until)));
    }

    /** The end of a day. */
    private static Optional<Instant> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusSeconds(1));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<LearnerId> me(LtiSession session) {
        return session.subject()
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .map(Learner::id);
    }

    private ObjectionsPage.Line line(
            LtiSession session,
            Words words,
            Published published,
            Objection objection,
            Learner learner,
            Optional<LearnerId> me) {
        Optional<Entry> entry = objection.subject() instanceof Subject.OfStatement it
                ? ledger.entry(session.tenant(), learner.id(), it.statement())
                : Optional.empty();
        boolean own = me.filter(learner.id()::equals).isPresent();
        boolean answerable = objection.state() == State.OPEN && session.may(Right.DECIDE) && me.isPresent() && !own;
        boolean ofTier = objection.subject() instanceof Subject.OfTier;
        return new ObjectionsPage.Line(
                objection.id(),
                People.name(words, learner),
                face.link(session, "/course/person?learner=" + learner.id()),
                about(words, published, objection, entry),
                now(session, words, published, objection, learner, entry),
                words.text("home.objection.claim." + key(objection.claim())),
                objection.words(),
                words.moment(objection.raisedAt()),
                answerable
                        ? Arrays.stream(Act.values())
                                .filter(act -> act != Act.LEFT_OUT || !ofTier)
                                .filter(act -> act != Act.TIER_SET || ofTier)
                                .map(act -> new ObjectionsPage.Choice(
                                        act.name(), words.text("instructor.objection.act." + key(act))))
                                .toList()
                        : List.of(),
                ofTier,
                objection.answer().map(answer -> done(words, published, answer)).orElse(List.of()),
                session.may(Right.DECIDE)
                        && !own
                        && entry.filter(each -> each.outcome() instanceof Mapped.Ignored ignored
                                        && ignored.why() == Mapped.Why.LEFT_OUT)
                                .isPresent(),
                own);
    }

    private static String about(Words words, Published published, Objection objection, Optional<Entry> entry) {
        return switch (objection.subject()) {
            case Subject.OfStatement it ->
                entry.map(each -> words.text(
                                "home.objection.statement",
                                new StatementNames(words, published.words()).what(each),
                                new StatementNames(words, published.words()).verb(each.verb()),
                                words.moment(each.experienced())))
                        .orElseGet(() -> words.text("home.objection.gone"));
            case Subject.OfTier it -> skill(words, published, it.competency());
        };
    }

    private static String skill(Words words, Published published, CompetencyId competency) {
        return published.framework().competencies().contains(competency)
                ? published.words().competency(competency, words.locale())
                : competency.value();
    }

    private String now(
            LtiSession session,
            Words words,
            Published published,
            Objection objection,
            Learner learner,
            Optional<Entry> entry) {
        return switch (objection.subject()) {
            case Subject.OfStatement it ->
                entry.map(each -> switch (each.outcome()) {
                            case Mapped.Ignored ignored -> words.text("instructor.why-not." + key(ignored.why()));
                            case Mapped.Counted counted ->
                                words.text(
                                        "instructor.objection.counts",
                                        String.join(
                                                ", ",
                                                counted.evidence().competencies().stream()
                                                        .map(one -> skill(words, published, one.competency()))
                                                        .toList()));
                        })
                        .orElse("");
            case Subject.OfTier it ->
                Optional.ofNullable(masteries
                                .at(session.tenant(), learner.id(), session.course(), clock.instant())
                                .placements()
                                .get(it.competency()))
                        .filter(placement -> placement.known())
                        .map(placement -> words.text(
                                "instructor.objection.stands",
                                PersonPages.numbered(words, published, placement.tier())))
                        .orElseGet(() -> words.text("instructor.person.not-known"));
        };
    }

    private static List<String> done(Words words, Published published, Answer answer) {
        List<String> said = new ArrayList<>();
        said.add(words.text(
                "instructor.objection.done",
                words.moment(answer.at()),
                answer.tier()
                        .map(set -> words.text(
                                "instructor.objection.set",
                                PersonPages.numbered(words, published, set.tier()),
                                words.day(words.dateOf(set.until()))))
                        .orElseGet(() -> words.text("instructor.objection.act." + key(answer.act())))));
        said.add(answer.words());
        return said;
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
