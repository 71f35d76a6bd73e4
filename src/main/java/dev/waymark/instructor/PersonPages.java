package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.grading.Grades;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.PersonPage.Dot;
import dev.waymark.instructor.PersonPage.History;
import dev.waymark.instructor.PersonPage.Message;
import dev.waymark.instructor.PersonPage.Note;
import dev.waymark.instructor.PersonPage.Notes;
import dev.waymark.instructor.PersonPage.Piece;
import dev.waymark.instructor.PersonPage.Setting;
import dev.waymark.instructor.PersonPage.Skill;
import dev.waymark.instructor.PersonPage.Steering;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.learner.StaffNotes;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Overrides;
import dev.waymark.path.Paths;
import dev.waymark.path.Paths.Current;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Puts one learner's page together: everything for whoever may change something, and for mentors what is to look at. */
@Singleton
final class PersonPages {

    private static final int USUAL_DAYS = 90;

    private final Configurations configurations;
    private final Masteries masteries;
    private final Overrides overrides;
    private final Paths paths;
    private final Grades grades;
    private final Ledger ledger;
    private final StaffNotes staffNotes;
    private final PersonLog personLog;
    private final PersonCertificates certified;
    private final CourseFace face;
    private final Clock clock;

    PersonPages(
            Configurations configurations,
            Masteries masteries,
            Overrides overrides,
            Paths paths,
            Grades grades,
            Ledger ledger,
            StaffNotes staffNotes,
            PersonLog personLog,
            PersonCertificates certified,
            CourseFace face,
            Clock clock) {
        this.configurations = configurations;
        this.masteries = masteries;
        this.overrides = overrides;
        this.paths = paths;
        this.grades = grades;
        this.ledger = ledger;
        this.staffNotes = staffNotes;
        this.personLog = personLog;
        this.certified = certified;
        this.face = face;
        this.clock = clock;
    }

    /**
     * @param skill whose history is shown; if it is none, the furthest from its target that evidence has moved
     * @param said message key of what the last form did
     * @param mistake message key of why it did nothing
     */
    PersonPage page(
            LtiSession session, Learner learner, String skill, Optional<String> said, Optional<String> mistake) {
        Words words = face.words(session);
        Published configuration = configurations.of(session.tenant(), session.course());
        Instant now = clock.instant();
        Current current = paths.current(session.tenant(), learner.id(), session.course(), now);
        Standing standing = masteries.at(session.tenant(), learner.id(), session.course(), now);
        long reached = current.gaps().stream()
                .filter(gap -> gap.known() && gap.reached())
                .count();
        Optional<CompetencyId> chosen = current.gaps().stream()
                .map(Gap::competency)
                .filter(id -> id.value().equals(skill))
                .findFirst()
                .or(() -> current.gaps().stream()
                        .map(Gap::competency)
                        .filter(id -> standing.mastery().contributions().stream()
                                .anyMatch(each -> each.competency().equals(id) && each.cause() == Cause.DIRECT))
                        .findFirst())
                .or(() -> current.gaps().stream().findFirst().map(Gap::competency));
        var lines = new GradeLine(words);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new PersonPage(
                face.csrf(session),
                learner.id().toString(),
                People.name(words, learner),
                learner.role()
                        .filter(role -> configuration.role(learner.role()).id().equals(role))
                        .map(role -> configuration.words().role(role, words.locale()))
                        .orElseGet(() -> words.text("instructor.class.show.no-role")),
                words.text("instructor.person.seen", words.since(learner.lastSeen(), now)),
                words.text("instructor.person.reached", reached, current.gaps().size()),
                said.map(words::text),
                mistake.map(words::text),
                current.gaps().stream()
                        .map(gap -> skill(session, words, configuration, learner, gap, standing, chosen))
                        .toList(),
                chosen.map(CompetencyId::value).orElse(""),
                chosen.flatMap(id -> history(session, words, configuration, learner, standing, current, id, now)),
                new PersonTrail(words, configuration).of(current),
                grades.of(session.tenant(), learner.id(), session.course()).stream()
                        .map(each -> MeasureWords.competency(each.measure(), words, configuration)
                                .map(name -> words.text("instructor.grade.of", name, lines.of(each)))
                                .orElseGet(() -> lines.of(each)))
                        .toList(),
                session.may(Right.DECIDE)
                        ? Optional.of(new Setting(
                                face.link(session, "/course/person/tier"),
                                skills(words, configuration, chosen),
                                tiers(words, configuration),
                                today.plusDays(USUAL_DAYS).toString(),
                                today.plusDays(Overrides.LONGEST_DAYS - 1).toString()))
                        : Optional.empty(),
                set(session, words, configuration, learner, now),
                session.may(Right.GUIDE)
                        ? Optional.of(new Steering(
                                face.link(session, "/course/person/step"),
                                steps(words, configuration, current),
                                face.link(session, "/course/learner?learner=" + learner.id())))
                        : Optional.empty(),
                session.may(Right.GUIDE)
                        ? Optional.of(messages(words, configuration, learner, current, now))
                        : Optional.empty(),
                face.link(session, "/course/person/reminded"),
                session.may(Right.NOTES) ? Optional.of(notes(session, words, learner)) : Optional.empty(),
                session.may(Right.DECIDE) ? certified.of(session, words, configuration, learner) : List.of(),
                session.may(Right.DECIDE)
                        ? Optional.of(new PersonPage.Revoking(
                                face.link(session, "/course/person/certificate"), PersonCertificates.reasons(words)))
                        : Optional.empty(),
                session.staff() ? personLog.of(session, words, configuration, learner) : List.of(),
                face.link(session, "/course"));
    }

    private Skill skill(
            LtiSession session,
            Words words,
            Published configuration,
            Learner learner,
            Gap gap,
            Standing standing,
            Optional<CompetencyId> chosen) {
        Placement placement = standing.placements().get(gap.competency());
        TierMark mark = placement == null || !placement.known()
                ? new TierMark(0, words.text("instructor.person.not-known"))
                : new TierMark(placement.tier().level(), numbered(words, configuration, placement.tier()));
        return new Skill(
                configuration.words().competency(gap.competency(), words.locale()),
                mark,
                words.text("instructor.person.target", numbered(words, configuration, gap.target())),
                Optional.ofNullable(standing.set().get(gap.competency()))
                        .map(set -> words.text("instructor.person.set-until", words.day(words.dateOf(set.until())))),
                face.link(
                        session,
                        "/course/person?learner=" + learner.id() + "&skill="
                                + gap.competency().value()),
                chosen.filter(gap.competency()::equals).isPresent());
    }

    private Optional<History> history(
            LtiSession session,
            Words words,
            Published configuration,
            Learner learner,
            Standing standing,
            Current current,
            CompetencyId id,
            Instant now) {
        List<Contribution> ours = standing.mastery().contributions().stream()
                .filter(each -> each.competency().equals(id))
                .toList();
        OptionalInt target = current.gaps().stream()
                .filter(gap -> gap.competency().equals(id))
                .mapToInt(gap -> gap.target().level())
                .findFirst();
        String name = configuration.words().competency(id, words.locale());
        return HistoryChart.of(
                        ours,
                        standing.mastery().of(id).mean(),
                        configuration.framework().cutScoresOf(id),
                        target,
                        now)
                .map(chart -> new History(
                        words.text("instructor.person.history.title", name),
                        words.text(
                                "instructor.person.history.text",
                                name,
                                chart.marks().size(),
                                words.day(words.dateOf(chart.from()))),
                        chart.line(),
                        chart.goal(),
                        chart.marks().stream()
                                .map(mark -> new Dot(mark.x() + "%", mark.y()))
                                .toList(),
                        chart.labels().stream()
                                .map(label -> new PersonPage.Label(label.text(), label.x() + "%", label.y()))
                                .toList(),
                        Arrays.stream(Tier.values())
                                .map(tier -> configuration.words().tier(tier, words.locale()))
                                .toList(),
                        words.shortDay(chart.from()),
                        words.text("instructor.person.history.today"),
                        chart.marks().reversed().stream()
                                .map(mark -> piece(
                                        session,
                                        words,
                                        new StatementNames(words, configuration.words()),
                                        learner,
                                        mark))
                                .toList()));
    }

    private Piece piece(
            LtiSession session, Words words, StatementNames names, Learner learner, HistoryChart.Mark mark) {
        String what = ledger.entry(session.tenant(), learner.id(), mark.evidence())
                .filter(entry -> entry.activity().isPresent()
                        || entry.activityName().filter(name -> !name.isBlank()).isPresent())
                .map(names::what)
                .orElseGet(() -> words.text("instructor.person.history.own"));
        String key = Math.abs(mark.change()) < .05 ? "same" : mark.change() > 0 ? "up" : "down";
        String size = Math.abs(mark.change()) < .3 ? "-little" : "";
        return new Piece(
                words.text("instructor.person.history.piece", mark.number(), what),
                words.shortDay(mark.at()),
                words.text("instructor.person.history." + key + (key.equals("same") ? "" : size)));
    }

    private static List<Option> skills(Words words, Published configuration, Optional<CompetencyId> chosen) {
        Set<CompetencyId> all = new LinkedHashSet<>();
        chosen.ifPresent(all::add);
        all.addAll(configuration.framework().competencies());
        return all.stream()
                .map(id -> new Option(id.value(), configuration.words().competency(id, words.locale())))
                .toList();
    }

    private static List<Option> tiers(Words words, Published configuration) {
        return Arrays.stream(Tier.values())
                .map(tier -> new Option(Integer.toString(tier.level()), numbered(words, configuration, tier)))
                .toList();
    }

    private List<PersonPage.Set> set(
            LtiSession session, Words words, Published configuration, Learner learner, Instant now) {
        return overrides.of(session.tenant(), learner.id(), session.course()).stream()
                .filter(each -> each.holds(now))
                .filter(each -> configuration.framework().competencies().contains(each.competency()))
                .map(each -> new PersonPage.Set(
                        each.number(),
                        words.text(
                                "instructor.person.set.sentence",
                                configuration.words().competency(each.competency(), words.locale()),
                                numbered(words, configuration, each.tier()),
                                words.day(words.dateOf(each.until())),
                                each.reason()),
                        session.may(Right.DECIDE)
                                ? Optional.of(face.link(session, "/course/person/tier/withdraw"))
                                : Optional.empty()))
                .toList();
    }

    /** What is on the path first, then the rest of the catalogue. */
    private static List<Option> steps(Words words, Published configuration, Current current) {
        Set<LearningItemId> all = new LinkedHashSet<>();
        current.path().steps().forEach(step -> all.add(step.item()));
        configuration.items().forEach(item -> all.add(item.id()));
        return all.stream()
                .filter(id -> configuration.item(id).isPresent())
                .map(id -> new Option(id.value(), title(words, configuration, id)))
                .toList();
    }

    /** Words to copy into a message of the course site; Waymark sends nothing and keeps no address. */
    private static List<Message> messages(
            Words words, Published configuration, Learner learner, Current current, Instant now) {
        String name = People.name(words, learner);
        String next = current.path().steps().stream()
                .filter(step -> step.lockedBy().isEmpty())
                .findFirst()
                .map(step -> title(words, configuration, step.item()))
                .orElseGet(() -> words.text("instructor.no-step"));
        List<Message> messages = new ArrayList<>();
        for (String key : List.of("away", "time", "well")) {
            messages.add(new Message(
                    words.text("instructor.person.message." + key),
                    words.text("instructor.person.message." + key + "-text", name, next),
                    Optional.empty()));
        }
        current.path().rechecks().stream().filter(each -> each.isDue(now)).forEach(each -> {
            CompetencyId id = each.tier().competency();
            String skill = configuration.words().competency(id, words.locale());
            messages.add(new Message(
                    words.text("instructor.person.message.recheck", skill),
                    words.text("instructor.person.message.recheck-text", name, skill),
                    Optional.of(id.value())));
        });
        return messages;
    }

    private Notes notes(LtiSession session, Words words, Learner learner) {
        String self = face.by(session);
        return new Notes(
                face.link(session, "/course/person/note"),
                staffNotes.of(session.tenant(), learner.id(), session.course()).stream()
                        .map(note -> new Note(
                                note.number(),
                                words.text(
                                        "instructor.person.note.head",
                                        personLog.who(session, words, note.by()),
                                        words.moment(note.at())),
                                note.text(),
                                note.by().equals(self)))
                        .toList());
    }

    static String title(Words words, Published configuration, LearningItemId id) {
        return Stream.of(id)
                .filter(each -> configuration.item(each).isPresent())
                .map(each -> configuration.words().item(each, words.locale()).title())
                .findFirst()
                .orElse(id.value());
    }

    static String numbered(Words words, Published configuration, Tier tier) {
        return words.text("web.tier", tier.level(), configuration.words().tier(tier, words.locale()));
    }
}
