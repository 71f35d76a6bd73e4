package dev.waymark.home;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Questions;
import dev.waymark.competency.Questions.Question;
import dev.waymark.diagnosis.Sittings;
import dev.waymark.diagnosis.Sittings.Sitting;
import dev.waymark.engine.diagnose.Placing.Why;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.model.Verdict;
import dev.waymark.engine.place.CriteriaRule;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.evidence.WorkRecord;
import dev.waymark.home.CheckPage.Anchor;
import dev.waymark.home.CheckPage.Answered;
import dev.waymark.home.CheckPage.Asking;
import dev.waymark.home.CheckPage.Choice;
import dev.waymark.home.CheckPage.Grid;
import dev.waymark.home.CheckPage.Quiz;
import dev.waymark.home.CheckPage.Row;
import dev.waymark.home.CheckPage.Skill;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.shared.Micros;
import dev.waymark.shared.NameBasedUuid;
import dev.waymark.web.TierMark;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the pages of finding out where one stands together. */
@Singleton
final class CheckPages {

    private static final int MOST_QUIZZES = 10;

    private final Sittings sittings;
    private final Questions questions;
    private final Masteries masteries;
    private final OwnObservations own;
    private final WorkRecord works;
    private final Ledger ledger;
    private final Configurations configurations;

    CheckPages(
            Sittings sittings,
            Questions questions,
            Masteries masteries,
            OwnObservations own,
            WorkRecord works,
            Ledger ledger,
            Configurations configurations) {
        this.sittings = sittings;
        this.questions = questions;
        this.masteries = masteries;
        this.own = own;
        this.works = works;
        this.ledger = ledger;
        this.configurations = configurations;
    }

    /** The competencies that the learner's role asks for above tier 1, in their order. */
    static List<CompetencyId> asked(Visit visit) {
        return visit.role().targets().entrySet().stream()
                .filter(each -> each.getValue() != Tier.AWARE)
                .map(Map.Entry::getKey)
                .filter(visit.configuration().framework().competencies()::contains)
                .toList();
    }

    CheckPage page(Visit visit, Optional<String> said) {
        Optional<Sitting> last = sittings.last(visit.tenant(), visit.id());
        boolean open = last.filter(each -> each.ended().isEmpty()).isPresent();
        boolean tooSoon = last.flatMap(Sitting::ended)
                .filter(ended -> visit.now().isBefore(ended.at().plus(Sittings.PAUSE)))
                .isPresent();
        boolean any = !questions.of(visit.tenant(), visit.configuration()).isEmpty();
        Optional<Why> nothing = any && !open && !tooSoon
                ? sittings.nothingToAsk(visit.tenant(), visit.id(), visit.now())
                : Optional.empty();
        return new CheckPage(
                visit.csrf(),
                said.map(visit::text),
                visit.link("/home/check/rate"),
                visit.link("/home/check/begin"),
                nothing.map(why -> visit.text("check.nothing." + key(why)))
                        .orElseGet(() -> placement(visit, last, any)),
                any && !tooSoon && nothing.isEmpty()
                        ? Optional.of(visit.text(open ? "check.go-on" : "check.begin"))
                        : Optional.empty(),
                rows(visit),
                last.filter(each -> each.ended().isPresent())
                        .map(each -> review(visit, each))
                        .orElse(List.of()),
                quizzes(visit));
    }

    private static String placement(Visit visit, Optional<Sitting> last, boolean any) {
        if (!any) {
            return visit.text("check.no-questions");
        }
        if (last.isEmpty()) {
            return visit.text("check.never");
        }
        return last.get()
                .ended()
                .map(ended -> visit.text(
                        "check.ended." + key(ended.why()),
                        visit.words().day(visit.words().dateOf(ended.at())),
                        visit.words().day(visit.words().dateOf(ended.at().plus(Sittings.PAUSE)))))
                .orElseGet(() -> visit.text("check.open"));
    }

    private List<Row> rows(Visit visit) {
        Standing standing = masteries.at(visit.tenant(), visit.id(), visit.course(), visit.now());
        Map<CompetencyId, Tier> ratings = ratings(visit);
        SortedMap<CompetencyTier, Verdict> verdicts =
                visit.configuration().framework().criteria().isEmpty()
                        ? new TreeMap<>()
                        : new CriteriaRule(works.of(visit.tenant(), visit.id()), visit.now())
                                .judge(visit.configuration().framework());
        var criteria = new CriteriaWords(
                visit, visit.configuration().framework().criteria().isEmpty() ? Map.of() : names(visit));
        List<Row> rows = new ArrayList<>();
        for (CompetencyId each : asked(visit)) {
            Optional<Tier> rated = Optional.ofNullable(ratings.get(each));
            Optional<Tier> shown = Optional.ofNullable(standing.placements().get(each))
                    .filter(placement ->
                            placement.known() && !standing.mastery().of(each).onlySelfRated())
                    .map(Placement::tier);
            rows.add(new Row(
                    visit.naming().competency(each),
                    mark(visit, rated, "check.not-rated"),
                    mark(visit, shown, "check.not-shown"),
                    together(visit, rated, shown),
                    criteria.of(verdicts, each)));
        }
        return rows;
    }

    private static TierMark mark(Visit visit, Optional<Tier> tier, String otherwise) {
        return tier.map(visit.naming()::mark).orElseGet(() -> new TierMark(0, visit.text(otherwise)));
    }

    private static String together(Visit visit, Optional<Tier> rated, Optional<Tier> shown) {
        if (rated.isEmpty() || shown.isEmpty()) {
            return visit.text(rated.isEmpty() ? "check.together.no-rating" : "check.together.no-work");
        }
        int difference = rated.get().level() - shown.get().level();
        return visit.text(
                difference == 0
                        ? "check.together.same"
                        : difference > 0 ? "check.together.more-rated" : "check.together.more-shown");
    }

    private Map<CompetencyId, Tier> ratings(Visit visit) {
        Map<CompetencyId, Tier> found = new TreeMap<>();
        own.counted(visit.tenant(), visit.id()).forEach(each -> {
            if (each.evidence().observation() instanceof Observation.SelfRating rating) {
                each.evidence().competencies().forEach(about -> found.put(about.competency(), rating.tier()));
            }
        });
        return found;
    }

    private Map<ActivityId, String> names(Visit visit) {
        Map<ActivityId, String> names = new TreeMap<>();
        ledger.entriesOf(visit.tenant(), visit.id())
                .forEach(entry -> entry.activity()
                        .ifPresent(activity -> entry.activityName()
                                .ifPresent(name -> names.putIfAbsent(new ActivityId(activity), name))));
        return names;
    }

    private List<Answered> review(Visit visit, Sitting sitting) {
        List<Answered> all = new ArrayList<>();
        for (var each : sitting.asked()) {
            Optional<Question> found = questions.find(visit.tenant(), each.question());
            if (found.isPresent()
                    && each.chosen().isPresent()
                    && each.chosen().get() < found.get().options().size()) {
                Question question = found.get();
                var locale = visit.words().locale();
                all.add(new Answered(
                        question.text(locale),
                        each.chosen().get() == question.right(),
                        question.option(each.chosen().get(), locale),
                        question.option(question.right(), locale),
                        question.why(locale)));
            }
        }
        return all;
    }

    /** Quizzes of this very platform that somebody settled for a competency of the role. */
    private List<Quiz> quizzes(Visit visit) {
        String origin = visit.session().platformOrigin().replaceAll("/$", "") + "/";
        List<CompetencyId> wanted = asked(visit);
        return configurations.settled(visit.tenant()).values().stream()
                .flatMap(Optional::stream)
                .filter(each -> each.kind() == EvidenceKind.ASSESSMENT
                        && each.activity().iri().startsWith(origin)
                        && each.competencies().stream().anyMatch(about -> wanted.contains(about.competency())))
                .sorted(Comparator.comparing(Alignment::activity))
                .limit(MOST_QUIZZES)
                .map(each -> new Quiz(
                        visit.text(
                                "check.quiz-on",
                                visit.naming()
                                        .competency(each.competencies().first().competency())),
                        each.activity().iri()))
                .toList();
    }

    Grid grid(Visit visit, boolean nothing) {
        Map<CompetencyId, Tier> ratings = ratings(visit);
        return new Grid(
                visit.csrf(),
                visit.link("/home/check/rate"),
                visit.link("/home/check"),
                Long.toString(Micros.of(visit.now())),
                nothing,
                asked(visit).stream()
                        .map(each -> new Skill(
                                "skill-" + each.value(),
                                visit.naming().competency(each),
                                anchors(visit, each, Optional.ofNullable(ratings.get(each)))))
                        .toList());
    }

    private static List<Anchor> anchors(Visit visit, CompetencyId competency, Optional<Tier> rated) {
        List<Anchor> anchors = new ArrayList<>();
        Arrays.stream(Tier.values())
                .forEach(tier -> anchors.add(new Anchor(
                        Integer.toString(tier.level()),
                        visit.naming().numbered(tier),
                        visit.configuration()
                                .words()
                                .descriptor(competency, tier, visit.words().locale()),
                        rated.filter(tier::equals).isPresent())));
        anchors.add(new Anchor("", visit.text("check.not-sure"), visit.text("check.not-sure-text"), rated.isEmpty()));
        return anchors;
    }

    /** The question that waits in a sitting. */
    Optional<Asking> asking(Visit visit, Sitting sitting, boolean nothing) {
        return sitting.asked().stream()
                .filter(each -> each.chosen().isEmpty())
                .findFirst()
                .flatMap(each -> questions.find(visit.tenant(), each.question()))
                .map(question -> new Asking(
                        visit.csrf(),
                        visit.link("/home/check/answer"),
                        visit.link("/home/check"),
                        question.id(),
                        visit.text("check.place", sitting.asked().size()),
                        question.text(visit.words().locale()),
                        nothing,
                        order(sitting, question).stream()
                                .map(index -> new Choice(
                                        Integer.toString(
                                                order(sitting, question).indexOf(index)),
                                        question.option(index, visit.words().locale())))
                                .toList()));
    }

    /** The options in an order of this sitting's own, the same each time it is shown. */
    static List<Integer> order(Sitting sitting, Question question) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < question.options().size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(
                index -> NameBasedUuid.of(NameBasedUuid.WAYMARK, sitting.id(), question.id(), Integer.toString(index))
                        .toString()));
        return order;
    }

    Optional<Question> question(Visit visit, String id) {
        return questions.find(visit.tenant(), id);
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
