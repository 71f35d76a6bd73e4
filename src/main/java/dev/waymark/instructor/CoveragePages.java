package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Hole;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.CoveragePage.Cell;
import dev.waymark.instructor.CoveragePage.Line;
import dev.waymark.instructor.CoveragePage.Row;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.mastery.Gains;
import dev.waymark.mastery.Gains.Gain;
import dev.waymark.path.Paths;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a course's content covers: by the draft if there is one, else as learners have it. */
@Singleton
final class CoveragePages {

    static final String PATH = "/course/coverage";

    private static final int MOST_PEOPLE = 300;
    private static final int MOST_ROWS = 200;
    private static final int MOST_LINES = 40;
    private static final Duration FRESH = Duration.ofDays(90);
    private static final List<Tier> TIERS = List.of(Tier.LITERATE, Tier.PRACTITIONER, Tier.EXPERT);

    /** Tiers per hour; the shipped catalogue plans for about one tier in ten hours. */
    private static final double LITTLE = .05;

    private final CourseSetups setups;
    private final Learners learners;
    private final Gains gains;
    private final Paths paths;
    private final SessionLinks links;
    private final Clock clock;

    CoveragePages(CourseSetups setups, Learners learners, Gains gains, Paths paths, SessionLinks links, Clock clock) {
        this.setups = setups;
        this.learners = learners;
        this.gains = gains;
        this.paths = paths;
        this.links = links;
        this.clock = clock;
    }

    CoveragePage page(LtiSession session, Words words, CoverageQuery query) {
        CourseSetup setup = setups.start(session.tenant(), session.course());
        Published content = setups.content(session.tenant(), setup);
        List<Learner> all = learners.inCourse(session.tenant(), session.course());
        // What so few have done is no figure but a person, for whoever may not see people.
        boolean few = all.size() < HeatMap.FEW && !session.may(Right.SEE_PEOPLE);
        List<LearnerId> people = few
                ? List.of()
                : all.stream()
                        .sorted(Comparator.comparing(Learner::lastSeen).reversed())
                        .limit(MOST_PEOPLE)
                        .map(Learner::id)
                        .toList();
        Instant now = clock.instant();
        Map<LearningItemId, Gain> measured = gains.of(session.tenant(), people, content, now);
        List<Hole> holes = setups.holes(content);
        long missing = holes.stream()
                .map(each -> each.role() + " " + each.target())
                .distinct()
                .count();
        List<Row> rows = cells(words, content, query);
        boolean may = session.may(Right.CONFIGURE);
        return new CoveragePage(
                links.csrf(session),
                words.text("coverage.answer", SetupPages.targets(content) - missing, SetupPages.targets(content)),
                find(session, words, query),
                TIERS.stream()
                        .map(tier -> SetupPages.tier(words, content, tier))
                        .toList(),
                rows.stream().limit(MOST_ROWS).toList(),
                rows.size() > MOST_ROWS
                        ? Optional.of(words.text("setup.targets.more", MOST_ROWS, rows.size()))
                        : Optional.empty(),
                named(query, holes(words, content, holes)),
                named(query, stale(words, setup, content, now, may)),
                named(query, unused(session, words, content, people, measured)),
                measured(words, content, measured).stream()
                        .filter(each -> query.names(each.title()))
                        .limit(MOST_LINES)
                        .toList(),
                few
                        ? words.text("coverage.too-few", HeatMap.FEW)
                        : all.size() > people.size()
                                ? words.text("coverage.gains-note-some", Gains.LEAST_PEOPLE, people.size(), all.size())
                                : words.text("coverage.gains-note", Gains.LEAST_PEOPLE, people.size()),
                may ? Optional.of(links.to(session, SetupPages.PATH + "?step=activities")) : Optional.empty(),
                setup.library() || !may ? Optional.empty() : Optional.of(links.to(session, PATH + "/library")),
                links.to(session, PATH + "/fresh"));
    }

    private CoveragePage.Find find(LtiSession session, Words words, CoverageQuery query) {
        String action = links.to(session, PATH);
        return new CoveragePage.Find(
                action,
                ClassPages.carried(action),
                query.text(),
                CoverageQuery.SHOWS.stream()
                        .map(each -> new ClassPage.Choice(
                                new CoursePage.Option(each, words.text("coverage.show." + each)),
                                each.equals(query.show())))
                        .toList(),
                query.narrows(),
                links.to(session, query.path(PATH + ".csv")));
    }

    private static List<Line> named(CoverageQuery query, List<Line> lines) {
        return lines.stream().filter(each -> query.names(each.title())).toList();
    }

    /** The cells that the page shows, a line each and all of them; nothing of people. */
    String csv(LtiSession session, Words words, CoverageQuery query) {
        Published content = setups.content(session.tenant(), setups.start(session.tenant(), session.course()));
        List<List<String>> lines = new ArrayList<>();
        for (Row row : cells(words, content, query)) {
            for (int i = 0; i < TIERS.size(); i++) {
                Cell cell = row.cells().get(i);
                if (query.keeps(cell)) {
                    lines.add(List.of(
                            row.competency(),
                            SetupPages.tier(words, content, TIERS.get(i)),
                            words.text("coverage.show." + cell.state()),
                            Integer.toString(cell.items()),
                            Long.toString(Math.round(100 * cell.share()))));
                }
            }
        }
        return CsvFile.of(
                List.of(
                        words.text("instructor.skill"),
                        words.text("coverage.csv.tier"),
                        words.text("coverage.csv.state"),
                        words.text("coverage.csv.items"),
                        words.text("coverage.csv.share")),
                lines);
    }

    private static List<Row> cells(Words words, Published content, CoverageQuery query) {
        Map<CompetencyTier, Double> covered = new TreeMap<>();
        Map<CompetencyTier, Integer> items = new TreeMap<>();
        content.items()
                .forEach(item -> item.teaches().forEach((step, share) -> {
                    covered.merge(step, share, Double::sum);
                    items.merge(step, 1, Integer::sum);
                }));
        Set<CompetencyTier> asked = asked(content);
        List<Row> rows = new ArrayList<>();
        content.framework().competencies().forEach(id -> {
            List<Cell> cells = new ArrayList<>();
            for (Tier tier : TIERS) {
                var step = new CompetencyTier(id, tier);
                int n = items.getOrDefault(step, 0);
                double share = covered.getOrDefault(step, 0.0);
                String state =
                        n == 0 ? asked.contains(step) ? "missing" : "none" : share < 1 - 1e-9 ? "partly" : "covered";
                cells.add(new Cell(
                        state,
                        words.text("coverage.cell." + state, n, words.percent(Math.min(1, share))),
                        n,
                        Math.min(1, share)));
            }
            String name = content.words().competency(id, words.locale());
            if (query.names(name) && cells.stream().anyMatch(query::keeps)) {
                rows.add(new Row(name, cells));
            }
        });
        return rows;
    }

    /** Every step up to what some role asks. */
    private static Set<CompetencyTier> asked(Published content) {
        Set<CompetencyTier> asked = new HashSet<>();
        Stream.concat(Stream.of(content.baseline()), content.roles().stream())
                .map(JobRole::targets)
                .forEach(targets -> targets.forEach((id, tier) -> TIERS.stream()
                        .filter(each -> each.level() <= tier.level())
                        .forEach(each -> asked.add(new CompetencyTier(id, each)))));
        return asked;
    }

    private static List<Line> holes(Words words, Published content, List<Hole> holes) {
        Map<CompetencyTier, List<Hole>> byStep = new TreeMap<>();
        holes.forEach(each ->
                byStep.computeIfAbsent(each.step(), any -> new ArrayList<>()).add(each));
        return byStep.entrySet().stream()
                .map(each -> {
                    Hole first = each.getValue().getFirst();
                    long roles =
                            each.getValue().stream().map(Hole::role).distinct().count();
                    return new Line(
                            SetupPages.step(words, content, each.getKey()),
                            words.text("coverage.hole", SetupPages.why(words, first), roles),
                            Optional.empty(),
                            "");
                })
                .toList();
    }

    private static List<Line> stale(Words words, CourseSetup setup, Published content, Instant now, boolean may) {
        List<Line> lines = new ArrayList<>();
        Map<String, Piece> pieces = new HashMap<>();
        setup.pieces().forEach(piece -> pieces.put(piece.activity(), piece));
        for (LearningItem item : content.items()) {
            Optional<Piece> own = item.activity().map(activity -> pieces.get(activity.iri()));
            Optional<Instant> reviewed = item.terms().reviewed();
            boolean old = reviewed.filter(at -> at.plus(FRESH).isBefore(now)).isPresent();
            boolean never = own.isPresent() && reviewed.isEmpty();
            if (old || never) {
                lines.add(new Line(
                        content.words().item(item.id(), words.locale()).title(),
                        reviewed.map(at -> words.text(
                                        "coverage.reviewed",
                                        Duration.between(at, now).toDays()))
                                .orElseGet(() -> words.text("coverage.never-reviewed")),
                        own.filter(piece -> may).map(piece -> words.text("coverage.fresh")),
                        own.map(Piece::activity).orElse("")));
            }
        }
        return lines;
    }

    private List<Line> unused(
            LtiSession session,
            Words words,
            Published content,
            List<LearnerId> people,
            Map<LearningItemId, Gain> measured) {
        if (people.isEmpty()) {
            return List.of();
        }
        Set<LearningItemId> done = new HashSet<>();
        people.forEach(each -> done.addAll(
                paths.choices(session.tenant(), each, session.course()).done()));
        return content.items().stream()
                .filter(item -> !done.contains(item.id()))
                .filter(item -> Optional.ofNullable(measured.get(item.id()))
                                .map(Gain::learners)
                                .orElse(0)
                        == 0)
                .sorted(Comparator.comparing(
                        (LearningItem item) -> item.activity().isEmpty()))
                .map(item -> new Line(
                        content.words().item(item.id(), words.locale()).title(),
                        words.text(
                                item.activity().isPresent() ? "coverage.unused-course" : "coverage.unused-library",
                                words.time(item.minutes())),
                        Optional.empty(),
                        ""))
                .toList();
    }

    private static List<CoveragePage.Gain> measured(
            Words words, Published content, Map<LearningItemId, Gain> measured) {
        return measured.entrySet().stream()
                .filter(each -> each.getValue().learners() > 0)
                .sorted(Comparator.comparing((Map.Entry<LearningItemId, Gain> each) ->
                        each.getValue().perHour().map(Gains.PerHour::mean).orElse(Double.MAX_VALUE)))
                .map(each -> {
                    Gain gain = each.getValue();
                    return new CoveragePage.Gain(
                            content.words().item(each.getKey(), words.locale()).title(),
                            gain.perHour().isPresent()
                                    ? words.text("coverage.people", gain.measured())
                                    : words.text("coverage.few", Gains.LEAST_PEOPLE),
                            gain.perHour()
                                    .map(it -> words.text(
                                            "coverage.per-hour",
                                            words.exactly(it.mean(), 2),
                                            words.exactly(it.low(), 2),
                                            words.exactly(it.high(), 2)))
                                    .orElse("–"),
                            gain.perHour().filter(it -> it.high() < LITTLE).isPresent());
                })
                .toList();
    }
}
