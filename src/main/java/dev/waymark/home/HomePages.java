package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Choices.NotForMe;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.evidence.RecordStore;
import dev.waymark.grading.Grades;
import dev.waymark.home.HomePage.Fresh;
import dev.waymark.home.HomePage.Links;
import dev.waymark.home.HomePage.Nothing;
import dev.waymark.home.HomePage.Option;
import dev.waymark.home.HomePage.Recheck;
import dev.waymark.home.HomePage.RoleChoice;
import dev.waymark.home.HomePage.Stand;
import dev.waymark.home.HomePage.Week;
import dev.waymark.home.HomePage.You;
import dev.waymark.learner.Learners;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.path.PathVisits;
import dev.waymark.path.Paths;
import dev.waymark.path.Paths.Current;
import dev.waymark.shared.Micros;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the first page together from what the rooms know. */
@Singleton
final class HomePages {

    private static final int RECHECKS = 5;

    private final Learners learners;
    private final Masteries masteries;
    private final Paths paths;
    private final Grades grades;
    private final Ledger ledger;
    private final RecordStore records;
    private final PathVisits pathVisits;
    private final ObjectionPages objections;
    private final CertificateOutlook certificates;

    HomePages(
            Learners learners,
            Masteries masteries,
            Paths paths,
            Grades grades,
            Ledger ledger,
            RecordStore records,
            PathVisits pathVisits,
            ObjectionPages objections,
            CertificateOutlook certificates) {
        this.learners = learners;
        this.masteries = masteries;
        this.paths = paths;
        this.grades = grades;
        this.ledger = ledger;
        this.records = records;
        this.pathVisits = pathVisits;
        this.objections = objections;
        this.certificates = certificates;
    }

    HomePage page(Visit visit, Optional<String> said) {
        Current current = paths.current(visit.tenant(), visit.id(), visit.course(), visit.now());
        Choices choices = paths.choices(visit.tenant(), visit.id(), visit.course());
        var timeline = new Timeline(visit, current, choices.weeklyMinutes());
        PathView path = timeline.view();
        PathVisits.Shown shown = shown(visit, current);
        Optional<PathVisits.Before> before =
                pathVisits.note(visit.tenant(), visit.id(), visit.course(), shown, visit.now());
        Instant since = before.map(PathVisits.Before::at)
                .filter(visit.now().minus(NewsWords.LATELY)::isBefore)
                .orElse(visit.now().minus(NewsWords.LATELY));
        CertificateOutlook.Found attainable = certificates.of(visit, since);
        return new HomePage(
                visit.csrf(),
                said.map(visit::text),
                roleChoice(visit),
                grades.pendingRole(visit.tenant(), visit.id())
                        .map(request -> visit.text("home.role.waits", visit.roleName(request.wanted()))),
                path,
                path.next().isPresent() ? Optional.empty() : Optional.of(nothing(visit, current)),
                stand(visit, current),
                new You(
                        visit.learner()
                                .displayName()
                                .or(() -> visit.session().displayName())
                                .orElse(""),
                        visit.roleName()),
                week(visit, timeline, current, choices),
                fresh(visit),
                new GradeWords(visit.words()).all(grades.of(visit.tenant(), visit.id(), visit.course())),
                news(
                        visit,
                        since,
                        Stream.concat(
                                        attainable.news().stream(),
                                        before
                                                .map(then -> new SinceWords(visit).of(then, shown, choices.done()))
                                                .orElse(List.of())
                                                .stream())
                                .toList(),
                        masteries.moves(visit.tenant(), visit.id(), NewsWords.MOVES),
                        ledger.uncounted(
                                visit.tenant(),
                                visit.id(),
                                NewsWords.WORTH_TELLING,
                                visit.now().minus(NewsWords.LATELY),
                                NewsWords.UNCOUNTED)),
                Long.toString(Micros.of(visit.now())),
                attainable.lines(),
                rechecks(visit, current),
                new Links(
                        visit.link("/home/choices"),
                        visit.link("/home/choices?longest=15"),
                        visit.link("/home/evidence"),
                        visit.link("/home/done"),
                        visit.link("/home/waive"),
                        visit.link("/home/seen"),
                        Arrays.stream(NotForMe.values())
                                .map(why -> new HomePage.Option(why.name(), visit.text(WhyPages.key(why)), false))
                                .toList()));
    }

    LeftOutPage leftOut(Visit visit) {
        Current current = paths.current(visit.tenant(), visit.id(), visit.course(), visit.now());
        List<LeftOutPage.Line> lines = Timeline.leftOut(visit, current.path(), Integer.MAX_VALUE).stream()
                .map(each -> new LeftOutPage.Line(
                        each, visit.link("/home/why?step=" + URLEncoder.encode(each.item(), StandardCharsets.UTF_8))))
                .toList();
        return new LeftOutPage(visit.text("home.left-out.all", lines.size()), lines, visit.link("/home"));
    }

    /** What staff answered comes first: somebody waits for that. */
    private List<HomePage.News> news(
            Visit visit, Instant since, List<HomePage.News> path, List<TierMove> moves, List<Entry> uncounted) {
        List<HomePage.News> all = new ArrayList<>(objections.news(visit, since));
        all.addAll(path);
        all.addAll(new NewsWords(visit).of(ledger.evidenceOf(visit.tenant(), visit.id()), moves, uncounted, since));
        return all;
    }

    private static PathVisits.Shown shown(Visit visit, Current current) {
        return new PathVisits.Shown(
                visit.role().id(),
                current.path().steps().stream().map(LearningPath.Step::item).toList(),
                visit.role().targets());
    }

    private static List<Recheck> rechecks(Visit visit, Current current) {
        var reasons = new ReasonWords(visit);
        var steps = new Steps(visit);
        return current.path().rechecks().stream()
                .limit(RECHECKS)
                .map(each -> new Recheck(
                        visit.naming().tierIn(each.tier()),
                        each.isDue(visit.now()),
                        each.isDue(visit.now())
                                ? visit.text("home.recheck.due")
                                : visit.text("home.recheck.on", visit.words().shortDay(each.due())),
                        reasons.sentence(each.reason()),
                        each.item()
                                .filter(visit::has)
                                .map(item -> visit.text(
                                        "home.recheck.by",
                                        visit.naming().item(item).title())),
                        each.item().flatMap(steps::start)))
                .toList();
    }

    private static Optional<RoleChoice> roleChoice(Visit visit) {
        return visit.chosenRole().isPresent()
                ? Optional.empty()
                : Optional.of(new RoleChoice(visit.link("/home/role"), roles(visit)));
    }

    static List<Option> roles(Visit visit) {
        return visit.configuration().roles().stream()
                .map(role -> new Option(
                        role.id().value(),
                        visit.naming().role(role.id()),
                        visit.chosenRole().filter(role.id()::equals).isPresent()))
                .toList();
    }

    private static Nothing nothing(Visit visit, Current current) {
        if (!current.gaps().isEmpty() && current.gaps().stream().allMatch(Gap::reached)) {
            return new Nothing(visit.text("home.nothing.reached.title"), visit.text("home.nothing.reached.text"));
        }
        return current.path().shortfall() > 0
                ? new Nothing(
                        visit.text("home.nothing.short.title"),
                        visit.text(
                                "home.nothing.short.text",
                                visit.words().timeIn(current.path().shortfall())))
                : new Nothing(visit.text("home.nothing.left.title"), visit.text("home.nothing.left.text"));
    }

    private Stand stand(Visit visit, Current current) {
        var rows = new StandingRows(visit, masteries.at(visit.tenant(), visit.id(), visit.course(), visit.now()));
        List<StandingRow> targeted = rows.withTarget(current.gaps());
        List<StandingRow> others = rows.others(current.gaps());
        long reached = targeted.stream().filter(StandingRow::reached).count();
        return new Stand(
                visit.text("home.stand.summary", reached, targeted.size(), visit.roleName()),
                targeted,
                visit.text("home.stand.others", others.size()),
                others,
                visit.naming().tiers());
    }

    private static Week week(Visit visit, Timeline timeline, Current current, Choices choices) {
        int weekly = choices.weeklyMinutes();
        int done = timeline.doneThisWeek();
        int planned = timeline.plannedThisWeek();
        String outlook = current.path().shortfall() > 0
                ? visit.text(
                        "home.week.short", visit.words().timeIn(current.path().shortfall()), choices.weeks())
                : timeline.end()
                        .map(end -> visit.text("home.week.end", visit.words().day(end)))
                        .orElse("");
        return new Week(
                visit.text(
                        "home.week.sentence",
                        visit.words().time(done),
                        visit.words().timeIn(weekly),
                        visit.words().time(planned)),
                percent(done, weekly),
                percent(done + planned, weekly),
                outlook);
    }

    private static double percent(int part, int whole) {
        return Math.round(Math.min(1.0, (double) part / whole) * 1000) / 10.0;
    }

    private Fresh fresh(Visit visit) {
        return new FreshWords(visit.words()).of(records.freshnessOf(visit.tenant(), visit.id()), visit.now());
    }
}
