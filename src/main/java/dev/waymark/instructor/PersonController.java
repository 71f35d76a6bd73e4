package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.credential.Certificates;
import dev.waymark.credential.Certificates.Reason;
import dev.waymark.emission.Reminders;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.learner.StaffNotes;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.mastery.Overrides;
import dev.waymark.path.Paths;
import dev.waymark.path.WhatIf;
import dev.waymark.path.WhatIf.Decider;
import dev.waymark.path.WhatIf.Supposition;
import dev.waymark.shared.AsksOnce;
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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One learner's page as staff see it, also where a platform asks for the work behind a grade. Of learners whom the session
 * reaches, and of nobody else.
 */
@Controller("/course/person")
@Allows(Right.SEE_PEOPLE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class PersonController {

    private static final int LONGEST_REASON = 1000;
    private static final Set<String> SAID = Set.of(
            "set", "withdrawn", "withdrawn-before", "stepped", "noted", "reminded", "note-removed", "certificate");
    private static final Set<String> MISTAKES = Set.of("reason", "until", "skill", "step", "note", "certificate");

    private final Learners learners;
    private final Configurations configurations;
    private final Overrides overrides;
    private final WhatIf whatIf;
    private final StaffNotes notes;
    private final Paths paths;
    private final Reminders reminders;
    private final Certificates certificates;
    private final PersonPages personPages;
    private final Reachable reachable;
    private final CourseFace face;
    private final Clock clock;

    PersonController(
            Learners learners,
            Configurations configurations,
            Overrides overrides,
            WhatIf whatIf,
            StaffNotes notes,
            Paths paths,
            Reminders reminders,
            Certificates certificates,
            PersonPages personPages,
            Reachable reachable,
            CourseFace face,
            Clock clock) {
        this.learners = learners;
        this.configurations = configurations;
        this.overrides = overrides;
        this.whatIf = whatIf;
        this.notes = notes;
        this.paths = paths;
        this.reminders = reminders;
        this.certificates = certificates;
        this.personPages = personPages;
        this.reachable = reachable;
        this.face = face;
        this.clock = clock;
    }

    /**
     * @param user the platform's name for the learner, as in a submission review
     * @param learner our name for them
     * @param skill whose history is shown
     */
    @Get
    @Consumes(MediaType.ALL)
    @Transactional
    @AsksOnce
    HttpResponse<String> person(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> user,
            @QueryValue Optional<String> learner,
            @QueryValue Optional<String> skill,
            @QueryValue Optional<String> said,
            @QueryValue Optional<String> mistake) {
        if (!session.may(Right.SEE_PEOPLE)) {
            return face.notStaff(session);
        }
        Optional<Learner> known = learner.flatMap(id -> reachable.one(session, id))
                .or(() -> user.filter(text -> text.length() <= 255)
                        .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                        .flatMap(found -> reachable.one(session, found.id())));
        return known.map(found -> face.show(
                        request,
                        session,
                        "/course/person?learner=" + found.id(),
                        People.name(face.words(session), found),
                        "person",
                        personPages.page(
                                session,
                                found,
                                skill.orElse(""),
                                said.filter(SAID::contains).map(what -> "instructor.person.said." + what),
                                mistake.filter(MISTAKES::contains).map(what -> "instructor.person.mistake." + what))))
                .orElseGet(() -> nobody(session));
    }

    /** Sets a tier until a day. */
    @Allows(Right.DECIDE)
    @Post("/tier")
    HttpResponse<String> tier(LtiSession session, @Body Map<String, Object> fields) {
        return about(session, fields, Right.DECIDE, learner -> {
            String skill = SettleForm.one(fields, "skill");
            Optional<CompetencyId> competency =
                    configurations.of(session.tenant(), session.course()).framework().competencies().stream()
                            .filter(id -> id.value().equals(skill))
                            .findFirst();
            Optional<Tier> tier = Optional.of(SettleForm.one(fields, "tier"))
                    .filter(text -> text.matches("[1-4]"))
                    .map(text -> Tier.ofLevel(Integer.parseInt(text)));
            String reason = SettleForm.one(fields, "reason").strip();
            Instant now = clock.instant();
            Optional<Instant> until = until(SettleForm.one(fields, "until"), now);
            if (competency.isEmpty() || tier.isEmpty()) {
                return mistake("skill");
            }
            if (unfit(reason)) {
                return mistake("reason");
            }
            if (until.isEmpty()) {
                return mistake("until");
            }
            overrides.set(
                    session.tenant(),
                    learner.id(),
                    session.course(),
                    competency.get(),
                    tier.get(),
                    reason,
                    face.by(session),
                    until.get(),
                    now);
            return "&skill=" + competency.get().value() + "&said=set";
        });
    }

    /** Takes a set tier back before its day. */
    @Allows(Right.DECIDE)
    @Post("/tier/withdraw")
    HttpResponse<String> withdraw(LtiSession session, @Body Map<String, Object> fields) {
        return about(session, fields, Right.DECIDE, learner -> {
            String number = SettleForm.one(fields, "number");
            String reason = SettleForm.one(fields, "reason").strip();
            if (unfit(reason)) {
                return mistake("reason");
            }
            boolean held = number.matches("[0-9]{1,9}")
                    && overrides.withdraw(
                            session.tenant(),
                            learner.id(),
                            session.course(),
                            Long.parseLong(number),
                            reason,
                            face.by(session),
                            clock.instant());
            return held ? "&said=withdrawn" : "&said=withdrawn-before";
        });
    }

    /** Pins or waives a step, or lets it be; {@code act} is {@code pin}, {@code waive} or {@code free}. */
    @Allows(Right.GUIDE)
    @Post("/step")
    HttpResponse<String> step(LtiSession session, @Body Map<String, Object> fields) {
        return about(session, fields, Right.GUIDE, learner -> {
            Optional<LearningItemId> item = Optional.of(SettleForm.one(fields, "step"))
                    .filter(text -> text.matches("[a-z0-9-]{1,64}"))
                    .map(LearningItemId::new)
                    .filter(id -> configurations
                            .of(session.tenant(), session.course())
                            .item(id)
                            .isPresent());
            String act = SettleForm.one(fields, "act");
            String reason = SettleForm.one(fields, "reason").strip();
            if (item.isEmpty() || !Set.of("pin", "waive", "free").contains(act)) {
                return mistake("step");
            }
            if (unfit(reason)) {
                return mistake("reason");
            }
            Instant now = clock.instant();
            Supposition kept = whatIf.inForce(session.tenant(), learner.id(), session.course(), now);
            whatIf.decide(
                    session.tenant(),
                    learner.id(),
                    session.course(),
                    new Supposition(choosing(kept.choices(), item.get(), act), Optional.empty(), kept.tiers()),
                    new Decider(face.by(session), reason, now.plusSeconds(86_400)),
                    now);
            return "&said=stepped";
        });
    }

    private static Choices choosing(Choices before, LearningItemId item, String act) {
        SortedSet<LearningItemId> pinned = new TreeSet<>(before.pinned());
        SortedSet<LearningItemId> waived = new TreeSet<>(before.waived());
        SortedMap<LearningItemId, Choices.NotForMe> because = new TreeMap<>(before.because());
        pinned.remove(item);
        waived.remove(item);
        because.remove(item);
        if (act.equals("pin")) {
            pinned.add(item);
        } else if (act.equals("waive")) {
            waived.add(item);
        }
        return new Choices(
                before.weeklyMinutes(),
                before.weeks(),
                before.longestStep(),
                before.avoided(),
                before.goals(),
                pinned,
                waived,
                before.done(),
                before.sitting(),
                before.deadline(),
                because);
    }

    /** Writes a note, or takes one's own out ({@code act=remove}). */
    @Allows(Right.NOTES)
    @Post("/note")
    HttpResponse<String> note(LtiSession session, @Body Map<String, Object> fields) {
        return about(session, fields, Right.NOTES, learner -> {
            if (SettleForm.one(fields, "act").equals("remove")) {
                String number = SettleForm.one(fields, "number");
                if (number.matches("[0-9]{1,9}")) {
                    notes.remove(
                            session.tenant(),
                            learner.id(),
                            session.course(),
                            Long.parseLong(number),
                            face.by(session),
                            clock.instant());
                }
                return "&said=note-removed";
            }
            String text = SettleForm.one(fields, "text").strip();
            if (text.isEmpty() || text.length() > StaffNotes.LONGEST) {
                return mistake("note");
            }
            notes.write(session.tenant(), learner.id(), session.course(), text, face.by(session), clock.instant());
            return "&said=noted";
        });
    }

    /** Notes that the learner was reminded of a re-check that is due; the record store is told. */
    @Allows(Right.GUIDE)
    @Post("/reminded")
    HttpResponse<String> reminded(LtiSession session, @Body Map<String, Object> fields) {
        return about(session, fields, Right.GUIDE, learner -> {
            Instant now = clock.instant();
            var due = paths.current(session.tenant(), learner.id(), session.course(), now).path().rechecks().stream()
                    .filter(each -> each.isDue(now))
                    .filter(each -> each.tier().competency().value().equals(SettleForm.one(fields, "skill")))
                    .findFirst();
            if (due.isEmpty()) {
                return mistake("skill");
            }
            reminders.reminded(
                    session.tenant(),
                    learner.id(),
                    session.course(),
                    due.get().tier().competency(),
                    due.get().due(),
                    "notice",
                    now);
            return "&said=reminded";
        });
    }

    /** Revokes a certificate that was issued in this course. */
    @Allows(Right.DECIDE)
    @Post("/certificate")
    HttpResponse<String> certificate(LtiSession session, @Body Map<String, Object> fields) {
        return about(session, fields, Right.DECIDE, learner -> {
            String id = SettleForm.one(fields, "certificate");
            String remark = SettleForm.one(fields, "remark").strip();
            Optional<Reason> reason = PersonCertificates.reason(SettleForm.one(fields, "reason"));
            boolean theirs = certificates.of(session.tenant(), learner.id()).stream()
                    .anyMatch(each -> each.id().equals(id));
            boolean revoked = theirs
                    && reason.isPresent()
                    && !unfit(remark)
                    && certificates.revoke(
                            session.tenant(),
                            session.course(),
                            id,
                            reason.get(),
                            remark,
                            face.by(session),
                            clock.instant());
            return revoked ? "&said=certificate" : mistake("certificate");
        });
    }

    /** @param act does it, and says what follows the learner in the address to go to */
    private HttpResponse<String> about(
            LtiSession session, Map<String, Object> fields, Right right, Function<Learner, String> act) {
        if (!session.may(right)) {
            return face.notStaff(session);
        }
        return reachable
                .one(session, SettleForm.one(fields, "learner"))
                .map(learner -> face.seeOther(session, "/course/person?learner=" + learner.id() + act.apply(learner)))
                .orElseGet(() -> nobody(session));
    }

    private HttpResponse<String> nobody(LtiSession session) {
        return face.refused(session, HttpStatus.NOT_FOUND, "instructor.person.nobody", "WM-PERSON");
    }

    private static boolean unfit(String reason) {
        return reason.isEmpty() || reason.length() > LONGEST_REASON;
    }

    private static String mistake(String what) {
        return "&mistake=" + what;
    }

    /** The end of a day to come, within the longest time there is. */
    private static Optional<Instant> until(String text, Instant now) {
        try {
            Instant end = LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return Optional.of(end)
                    .filter(each -> each.isAfter(now)
                            && each.isBefore(now.plus(java.time.Duration.ofDays(Overrides.LONGEST_DAYS))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
