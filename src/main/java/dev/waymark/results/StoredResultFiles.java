package dev.waymark.results;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.learner.Identities;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.results.GradeFile.Cell;
import dev.waymark.results.ResultPeople.Resolved;
import dev.waymark.results.ResultRows.Brought;
import dev.waymark.results.ResultRows.Held;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@link ResultFiles} on the database and the path of all statements. */
@Singleton
class StoredResultFiles implements ResultFiles {

    /** Scores that are taken in one transaction. */
    private static final int AT_ONCE = 500;

    private static final int MOST_TROUBLES = 200;
    private static final int MOST_ACTIVITIES = 500;

    private final ResultRows rows;
    private final ResultPeople people;
    private final ResultAuthor author;
    private final Intake intake;
    private final Identities identities;
    private final Learners learners;
    private final LedgerSearch search;
    private final Configurations configurations;
    private final Clock clock;

    StoredResultFiles(
            ResultRows rows,
            ResultPeople people,
            ResultAuthor author,
            Intake intake,
            Identities identities,
            Learners learners,
            LedgerSearch search,
            Configurations configurations,
            Clock clock) {
        this.rows = rows;
        this.people = people;
        this.author = author;
        this.intake = intake;
        this.identities = identities;
        this.learners = learners;
        this.search = search;
        this.configurations = configurations;
        this.clock = clock;
    }

    /** A file with what this course makes of it. */
    private record Read(GradeFile file, List<Target> targets, List<Resolved> resolved, Map<String, Held> held) {}

    /** A column with the activity that its results are of. */
    private record Target(GradeFile.Column column, Choice choice, String activity, boolean otherwise) {}

    @Override
    public Report check(TenantId tenant, CourseId course, String fileName, String text, String by) {
        String name = fileName.length() > 100 ? fileName.substring(0, 100) : fileName;
        if (text.length() > LONGEST) {
            return report(
                    tenant,
                    "",
                    name,
                    read(
                            tenant,
                            course,
                            GradeFile.unreadable(GradeFile.Kind.PLAIN, GradeFile.Fault.TOO_LONG),
                            Map.of()));
        }
        Read read = read(tenant, course, GradeFileReading.read(text), Map.of());
        String draft = "";
        if (read.file().faults().isEmpty()) {
            draft = UUID.randomUUID().toString();
            rows.keepDraft(tenant, course, draft, name, text, by, clock.instant());
        }
        return report(tenant, draft, name, read);
    }

    @Override
    public Optional<Report> again(TenantId tenant, CourseId course, String draft, Map<Integer, Choice> choices) {
        return rows.draft(tenant, course, draft)
                .map(kept -> report(
                        tenant,
                        draft,
                        kept.fileName(),
                        read(tenant, course, GradeFileReading.read(kept.text()), choices)));
    }

    @Override
    public Optional<Done> apply(
            TenantId tenant, CourseId course, String draft, Map<Integer, Choice> choices, String by) {
        return apply(tenant, course, draft, choices, by, (done, total) -> {});
    }

    @Override
    public int cells(TenantId tenant, CourseId course, String draft) {
        return rows.draft(tenant, course, draft)
                .map(kept -> GradeFileReading.read(kept.text()))
                .map(file -> file.people().size() * file.columns().size())
                .orElse(0);
    }

    /** Hears how many scores of how many are in. */
    @FunctionalInterface
    interface Progress {
        void went(int done, int total);
    }

    /** As {@link #apply(TenantId, CourseId, String, Map, String)}, a stretch at a time, telling after each. */
    Optional<Done> apply(
            TenantId tenant,
            CourseId course,
            String draft,
            Map<Integer, Choice> choices,
            String by,
            Progress progress) {
        var kept = rows.draft(tenant, course, draft);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Read read = read(tenant, course, GradeFileReading.read(kept.get().text()), choices);
        if (!read.file().faults().isEmpty()) {
            return Optional.empty();
        }
        // The draft's time, so that whoever applies it again after a crash says the same.
        Instant now = kept.get().at().truncatedTo(ChronoUnit.MILLIS);
        List<Brought> brought = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        int unchanged = 0;
        for (int i = 0; i < read.resolved().size(); i++) {
            Resolved who = read.resolved().get(i);
            if (who.agent().isEmpty()) {
                continue;
            }
            for (Target target : read.targets()) {
                if (!target.choice().take()) {
                    continue;
                }
                Cell cell = cell(read.file().people().get(i), target);
                Optional<Brought> next = next(course, read, who, target, cell, now);
                if (next.isEmpty()) {
                    unchanged += cell instanceof Cell.Score ? 1 : 0;
                    continue;
                }
                brought.add(next.get());
                statements.addAll(StatementPages.readOne(author.statement(
                                next.get().statement(),
                                course,
                                who.agent(),
                                target.activity(),
                                target.column().title(),
                                cell,
                                next.get().experienced(),
                                draft))
                        .statements());
            }
        }
        progress.went(0, statements.size());
        for (int from = 0; from < statements.size(); from += AT_ONCE) {
            int until = Math.min(statements.size(), from + AT_ONCE);
            List<Statement> some = List.copyOf(statements.subList(from, until));
            intake.take(tenant, ResultAuthor.SOURCE, new StatementPage(some, List.of(), Optional.empty()));
            progress.went(until, statements.size());
        }
        int unknown = 0;
        for (Resolved who : read.resolved()) {
            who.learner()
                    .filter(learner -> !who.agent().isEmpty())
                    .ifPresent(learner -> identities.link(tenant, who.agent(), learner, by, now));
            if (!who.waitsBy().isEmpty()) {
                unknown++;
                who.waitsBy().forEach((field, value) -> rows.await(tenant, course, field, value, who.agent()));
            }
        }
        if (!rows.applied(tenant, course, draft, brought, clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(new Done(draft, brought.size(), unchanged, unknown));
    }

    /** What a cell brings; empty if it says what is known, or nothing. */
    private static Optional<Brought> next(
            CourseId course, Read read, Resolved who, Target target, Cell cell, Instant now) {
        String person = AgentKey.hash(who.agent());
        String activity = AgentKey.hash(target.activity());
        Held held = read.held().getOrDefault(person + " " + activity, new Held(0, "", Instant.EPOCH));
        Optional<String> score = ResultAuthor.text(cell);
        if (score.isEmpty() || score.get().equals(held.score())) {
            return Optional.empty();
        }
        int version = held.version() + 1;
        Instant at = held.experienced().isBefore(now) ? now : held.experienced().plusMillis(1);
        return Optional.of(new Brought(
                person,
                activity,
                version,
                ResultAuthor.id(course, person, target.activity(), version),
                score.get(),
                at));
    }

    @Override
    public boolean undo(TenantId tenant, CourseId course, String id, String by) {
        return undo(tenant, course, id, (done, total) -> {});
    }

    /** As {@link #undo(TenantId, CourseId, String, String)}, a stretch at a time, telling after each. */
    boolean undo(TenantId tenant, CourseId course, String id, Progress progress) {
        // Times of statements are told to the millisecond.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return rows.undoing(tenant, course, id, now)
                .map(undoing -> undo(tenant, course, id, undoing, progress))
                .orElse(false);
    }

    private boolean undo(TenantId tenant, CourseId course, String id, ResultRows.Undoing undoing, Progress progress) {
        List<String> brought = undoing.statements();
        progress.went(0, brought.size());
        for (int from = 0; from < brought.size(); from += AT_ONCE) {
            int until = Math.min(brought.size(), from + AT_ONCE);
            List<Statement> voiding = author.voiding(course, brought.subList(from, until), undoing.at());
            intake.take(tenant, ResultAuthor.SOURCE, new StatementPage(voiding, List.of(), Optional.empty()));
            progress.went(until, brought.size());
        }
        return rows.undone(tenant, course, id);
    }

    @Override
    public List<Import> of(TenantId tenant, CourseId course) {
        return rows.imports(tenant, course);
    }

    private Read read(TenantId tenant, CourseId course, GradeFile file, Map<Integer, Choice> choices) {
        Map<String, Held> held = rows.held(tenant, course);
        Set<String> known = held.keySet().stream()
                .map(key -> key.substring(0, key.indexOf(' ')))
                .collect(Collectors.toSet());
        List<Ledger.SeenActivities> seen = search
                .activitiesOf(
                        tenant,
                        learners.inCourse(tenant, course).stream()
                                .map(Learners.Learner::id)
                                .toList(),
                        MOST_ACTIVITIES)
                .stream()
                .filter(each -> !each.activity().startsWith(author.home(course)))
                .toList();
        List<Target> targets = file.columns().stream()
                .map(column -> target(course, column, seen, Optional.ofNullable(choices.get(column.index()))))
                .toList();
        return new Read(file, targets, people.resolve(tenant, course, file.people(), known), held);
    }

    /** A column whose results come by themselves is left out unless somebody wants it: nothing counts twice. */
    private Target target(
            CourseId course, GradeFile.Column column, List<Ledger.SeenActivities> seen, Optional<Choice> chosen) {
        Optional<String> same = seen.stream()
                .filter(each -> isSame(column, each))
                .map(Ledger.SeenActivities::activity)
                .findFirst();
        String own = author.activity(course, column);
        Choice choice = chosen.orElseGet(() -> new Choice(same.isEmpty(), same, OptionalDouble.empty()));
        // Only what the people of this course have results on may be named.
        String activity = choice.activity()
                .filter(wanted -> seen.stream().anyMatch(each -> each.activity().equals(wanted)))
                .orElse(own);
        return new Target(column, choice, activity, same.isPresent());
    }

    private static boolean isSame(GradeFile.Column column, Ledger.SeenActivities seen) {
        return column.id()
                        .filter(id -> seen.activity().endsWith("/assignments/" + id))
                        .isPresent()
                || seen.name()
                        .filter(name -> name.strip().equalsIgnoreCase(column.title()))
                        .isPresent();
    }

    private static Cell cell(GradeFile.Person person, Target target) {
        Cell cell = person.cells().getOrDefault(target.column().index(), new Cell.Blank());
        if (cell instanceof Cell.Unreadable unreadable
                && unreadable.problem() == GradeFile.Problem.NO_MAXIMUM
                && target.choice().possible().isPresent()) {
            var column = target.column();
            return GradeFileReading.cellOf(
                    unreadable.text(),
                    new GradeFile.Column(
                            column.index(),
                            column.title(),
                            column.id(),
                            target.choice().possible(),
                            false));
        }
        return cell;
    }

    private Report report(TenantId tenant, String draft, String fileName, Read read) {
        List<Person> shown = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        Map<Integer, int[]> counts = new HashMap<>();
        for (int i = 0; i < read.resolved().size(); i++) {
            GradeFile.Person person = read.file().people().get(i);
            Resolved who = read.resolved().get(i);
            shown.add(new Person(person.line(), person.name(), who.standing()));
            for (Target target : read.targets()) {
                int[] count = counts.computeIfAbsent(target.column().index(), any -> new int[5]);
                Cell cell = cell(person, target);
                if (cell instanceof Cell.Unreadable bad) {
                    count[4]++;
                    if (troubles.size() < MOST_TROUBLES) {
                        troubles.add(new Trouble(
                                person.line(),
                                target.column().title(),
                                bad.text(),
                                bad.problem().name().toLowerCase(Locale.ROOT).replace('_', '-')));
                    }
                } else if (cell instanceof Cell.Blank) {
                    count[3]++;
                } else if (cell instanceof Cell.Excused) {
                    count[2]++;
                }
                if (!who.agent().isEmpty() && !(cell instanceof Cell.Unreadable)) {
                    boolean fresh = next(new CourseId(0, "any"), read, who, target, cell, Instant.EPOCH)
                            .isPresent();
                    count[fresh ? 0 : 1] += fresh || cell instanceof Cell.Score ? 1 : 0;
                }
            }
        }
        List<Column> columns = read.targets().stream()
                .map(target -> column(
                        tenant, target, counts.getOrDefault(target.column().index(), new int[5])))
                .toList();
        return new Report(
                draft,
                fileName,
                read.file().kind().name(),
                read.file().faults().isEmpty()
                        ? ""
                        : read.file().faults().getFirst().name(),
                columns,
                shown,
                troubles,
                read.file().passedOver());
    }

    private Column column(TenantId tenant, Target target, int[] count) {
        GradeFile.Column column = target.column();
        OptionalDouble possible = column.percent()
                ? OptionalDouble.of(100)
                : column.possible().isPresent()
                        ? column.possible()
                        : target.choice().possible();
        return new Column(
                column.index(),
                column.title(),
                target.choice(),
                target.activity(),
                configurations.alignmentOf(
                        tenant,
                        new SeenActivity(
                                new ActivityId(target.activity()),
                                Optional.of("http://adlnet.gov/expapi/activities/assessment"),
                                Optional.of(column.title()))),
                target.otherwise(),
                possible,
                count[0],
                count[1],
                count[2],
                count[3],
                count[4],
                possible.isEmpty() && count[4] > 0);
    }
}
