package dev.waymark.home;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.home.HomePage.News;
import dev.waymark.home.ObjectionsPage.Ask;
import dev.waymark.home.ObjectionsPage.Line;
import dev.waymark.home.ObjectionsPage.Next;
import dev.waymark.mastery.Masteries;
import dev.waymark.objection.Objections;
import dev.waymark.objection.Objections.Act;
import dev.waymark.objection.Objections.Answer;
import dev.waymark.objection.Objections.Claim;
import dev.waymark.objection.Objections.Objection;
import dev.waymark.objection.Objections.State;
import dev.waymark.objection.Objections.Subject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Objections in words. */
@Singleton
final class ObjectionPages {

    static final String PATH = "/home/objections";

    private final Objections objections;
    private final Ledger ledger;
    private final Masteries masteries;

    ObjectionPages(Objections objections, Ledger ledger, Masteries masteries) {
        this.objections = objections;
        this.ledger = ledger;
        this.masteries = masteries;
    }

    /** What is to be objected to, if the reader may object to it. */
    Optional<Subject> subject(Visit visit, Optional<String> statement, Optional<String> skill) {
        Optional<Subject> ofStatement = statement
                .filter(id -> !id.isBlank() && id.length() <= 36)
                .flatMap(id -> ledger.entry(visit.tenant(), visit.id(), new EvidenceId(id)))
                .filter(ObjectionPages::objectable)
                .map(entry -> new Subject.OfStatement(entry.statement()));
        return ofStatement.or(() -> visit.configuration().framework().competencies().stream()
                .filter(each -> skill.filter(each.value()::equals).isPresent())
                .findFirst()
                .map(Subject.OfTier::new));
    }

    /** Our own observations are outdone by newer ones; there is nothing to leave out. */
    static boolean objectable(Entry entry) {
        return !entry.source().equals(OwnObservations.SOURCE);
    }

    ObjectionsPage page(Visit visit, Optional<Subject> subject, String words, String said, String wrong) {
        return new ObjectionsPage(
                said,
                wrong,
                visit.csrf(),
                visit.link(PATH + "/withdraw"),
                subject.map(it -> ask(visit, it, words)),
                objections.of(visit.tenant(), visit.id(), visit.course()).stream()
                        .map(each -> line(visit, each))
                        .toList());
    }

    private Ask ask(Visit visit, Subject subject, String words) {
        return new Ask(
                visit.link(PATH),
                subject instanceof Subject.OfStatement it ? it.statement().value() : "",
                subject instanceof Subject.OfTier it ? it.competency().value() : "",
                about(visit, subject),
                Arrays.stream(Claim.values())
                        .filter(each -> fits(visit, each, subject))
                        .map(each ->
                                new ObjectionsPage.Claim(each.name(), visit.text("home.objection.claim." + key(each))))
                        .toList(),
                words);
    }

    private boolean fits(Visit visit, Claim claim, Subject subject) {
        if (claim.ofTier() || subject instanceof Subject.OfTier) {
            return claim.ofTier() && subject instanceof Subject.OfTier;
        }
        boolean counts = subject instanceof Subject.OfStatement it
                && ledger.entry(visit.tenant(), visit.id(), it.statement())
                        .filter(entry -> entry.outcome() instanceof Mapped.Counted)
                        .isPresent();
        return claim != (counts ? Claim.SHOULD_COUNT : Claim.SHOULD_NOT_COUNT);
    }

    private String about(Visit visit, Subject subject) {
        return switch (subject) {
            case Subject.OfStatement it ->
                ledger.entry(visit.tenant(), visit.id(), it.statement())
                        .map(entry -> statement(visit, entry))
                        .orElseGet(() -> visit.text("home.objection.gone"));
            case Subject.OfTier it -> tier(visit, it.competency());
        };
    }

    private static String statement(Visit visit, Entry entry) {
        var words = new StatementWords(visit.naming());
        return visit.text(
                "home.objection.statement",
                words.what(entry),
                words.verb(entry),
                visit.words().moment(entry.experienced()));
    }

    private String tier(Visit visit, CompetencyId competency) {
        if (!visit.configuration().framework().competencies().contains(competency)) {
            return competency.value();
        }
        var placement = masteries
                .at(visit.tenant(), visit.id(), visit.course(), visit.now())
                .placements()
                .get(competency);
        return visit.text(
                "home.objection.tier",
                visit.naming().competency(competency),
                placement == null || !placement.known()
                        ? visit.text("home.not-known")
                        : visit.naming().numbered(placement.tier()));
    }

    private Line line(Visit visit, Objection objection) {
        return new Line(
                objection.id(),
                about(visit, objection.subject()),
                visit.text("home.objection.claim." + key(objection.claim())),
                objection.words(),
                visit.words().moment(objection.raisedAt()),
                visit.text(objection.answer().isPresent() ? "home.objection.answered" : "home.objection.waits"),
                objection.state() == State.OPEN,
                objection.answer().map(answer -> sentences(visit, answer)).orElse(List.of()),
                objection.answer().flatMap(answer -> next(visit, answer.act())));
    }

    private static List<String> sentences(Visit visit, Answer answer) {
        List<String> said = new ArrayList<>();
        said.add(answer.tier()
                .map(set -> visit.text(
                        "home.objection.act.tier-set",
                        visit.naming().numbered(set.tier()),
                        visit.words().day(visit.words().dateOf(set.until()))))
                .orElseGet(() -> visit.text("home.objection.act." + key(answer.act()))));
        said.add(answer.words());
        return said;
    }

    private static Optional<Next> next(Visit visit, Act act) {
        return switch (act) {
            case CHECK -> Optional.of(new Next(visit.link("/home/check"), visit.text("home.objection.to-check")));
            case PRACTICAL ->
                Optional.of(new Next(visit.link("/home/practical"), visit.text("home.objection.to-practical")));
            default -> Optional.empty();
        };
    }

    /** Answers of lately, for the learner's first page. */
    List<News> news(Visit visit, Instant since) {
        return objections.of(visit.tenant(), visit.id(), visit.course()).stream()
                .filter(each -> each.answer()
                        .filter(answer -> answer.at().isAfter(since))
                        .isPresent())
                .map(each -> new News(
                        visit.text("home.objection.news", about(visit, each.subject())),
                        each.answer()
                                .map(answer -> String.join(" ", sentences(visit, answer)))
                                .orElse(""),
                        visit.link("/home/objections")))
                .toList();
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
