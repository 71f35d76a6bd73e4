package dev.waymark.instructor;

import dev.waymark.competency.CourseOrigins;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetup.Say;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Publishing;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.instructor.CourseActivities.Found;
import dev.waymark.instructor.SetupPages.Asked;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** From an empty course to a working path. Everything is a draft until it is published; staff only. */
@Controller(SetupPages.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Allows(Right.CONFIGURE)
final class SetupController {

    private static final Set<String> SAID = Set.of(
            "taken", "afresh", "published", "discarded", "saved", "accepted", "changed-since", "again", "columns");
    private static final Set<String> WRONG = Set.of("skills", "minutes", "unusable", "refused");

    private final SetupPages setupPages;
    private final CourseSetups setups;
    private final CourseOrigins origins;
    private final CourseActivities activities;
    private final CourseFace face;
    private final Clock clock;

    SetupController(
            SetupPages setupPages,
            CourseSetups setups,
            CourseOrigins origins,
            CourseActivities activities,
            CourseFace face,
            Clock clock) {
        this.origins = origins;
        this.setupPages = setupPages;
        this.setups = setups;
        this.activities = activities;
        this.face = face;
        this.clock = clock;
    }

    @Get
    @Consumes(MediaType.ALL)
    HttpResponse<String> look(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> step,
            @QueryValue Optional<String> role,
            @QueryValue Optional<String> said,
            @QueryValue Optional<String> wrong) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        var asked = new Asked(
                step.filter(SetupPages.STEPS::contains).orElseGet(() -> setupPages.openStep(session)),
                role,
                said.filter(SAID::contains).map(what -> "setup.said." + what),
                wrong.filter(WRONG::contains).map(what -> "setup.wrong." + what),
                Optional.empty());
        return show(request, session, asked);
    }

    /** The preview of somebody, real or invented; nothing is kept. */
    @Post("/preview")
    HttpResponse<String> preview(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        return show(
                request,
                session,
                new Asked("preview", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(fields)));
    }

    @Post("/framework")
    HttpResponse<String> framework(LtiSession session, @Body Map<String, Object> fields) {
        String version = SettleForm.one(fields, "version");
        boolean library = SettleForm.one(fields, "library").equals("yes");
        return change(session, "roles", "saved", setup -> {
            CourseSetup plain = setups.plain(session.tenant(), version);
            return (setup.framework().equals(version)
                            ? setup
                            : setup.withFramework(version).withRoles(plain.roles(), setup.targets()))
                    .withLibrary(library);
        });
    }

    /** Takes the newest version of the course's framework into the draft; roles and pieces stay. */
    @Post("/update")
    HttpResponse<String> update(LtiSession session, @Body Map<String, Object> fields) {
        return change(session, "publish", "saved", setup -> setup.withFramework(SettleForm.one(fields, "version")));
    }

    /** Begins a draft from a set-up that was published before. */
    @Post("/again")
    HttpResponse<String> again(LtiSession session, @Body Map<String, Object> fields) {
        return change(
                session,
                "publish",
                "again",
                setup -> setups.history(session.tenant(), session.course()).stream()
                        .filter(each -> Long.toString(each.number()).equals(SettleForm.one(fields, "number")))
                        .findFirst()
                        .map(CourseSetups.Kept::setup)
                        .orElse(setup));
    }

    /** What the course that this one was copied from had: {@code act} is take or afresh. */
    @Post("/copy")
    HttpResponse<String> copy(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        if (SettleForm.one(fields, "act").equals("afresh")) {
            origins.beginAfresh(session.tenant(), session.course(), face.by(session), clock.instant());
            return back(session, "framework", "said=afresh");
        }
        try {
            return origins.take(session.tenant(), session.course(), face.by(session))
                    ? back(session, "activities", "said=taken")
                    : back(session, "framework", "wrong=unusable");
        } catch (IllegalArgumentException notPossible) {
            return back(session, "framework", "wrong=unusable");
        }
    }

    @Post("/roles")
    HttpResponse<String> roles(LtiSession session, @Body Map<String, Object> fields) {
        List<String> wanted = all(fields, "role");
        return change(session, "activities", "saved", setup -> {
            List<String> known =
                    setups.plain(session.tenant(), setup.framework()).roles();
            return setup.withRoles(known.stream().filter(wanted::contains).toList(), setup.targets());
        });
    }

    @Post("/targets")
    HttpResponse<String> targets(LtiSession session, @Body Map<String, Object> fields) {
        String role = SettleForm.one(fields, "role");
        return change(session, "roles", "saved", setup -> {
            var content = setups.content(session.tenant(), setups.plain(session.tenant(), setup.framework()));
            boolean known = role.equals(content.baseline().id().value())
                    || content.roles().stream()
                            .anyMatch(each -> each.id().value().equals(role));
            if (!known) {
                throw new IllegalArgumentException("a role of the version was expected, found \"" + role + "\"");
            }
            SortedMap<String, Integer> asked = new TreeMap<>();
            content.framework().competencies().forEach(id -> {
                String level = SettleForm.one(fields, "t-" + id.value());
                if (level.matches("[1-4]")) {
                    asked.put(id.value(), Integer.parseInt(level));
                }
            });
            SortedMap<String, SortedMap<String, Integer>> targets = new TreeMap<>(setup.targets());
            targets.put(role, asked);
            return setup.withRoles(setup.roles(), targets);
        });
    }

    /** One activity: {@code act} is accept, mend, nothing or undo. */
    @Post("/activity")
    HttpResponse<String> activity(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        CourseSetup now = setups.start(session.tenant(), session.course());
        Optional<Found> found = activities.of(session, now).activities().stream()
                .filter(each -> each.activity().equals(SettleForm.one(fields, "activity")))
                .findFirst();
        if (found.isEmpty()) {
            return back(session, "activities", "wrong=unusable");
        }
        Found activity = found.get();
        return switch (SettleForm.one(fields, "act")) {
            case "accept" ->
                change(session, "activities", "accepted", setup -> setup.with(accepted(session, activity)));
            case "nothing" -> change(session, "activities", "saved", setup -> setup.with(nothing(session, activity)));
            case "undo" -> change(session, "activities", "saved", setup -> setup.without(activity.activity()));
            case "mend" -> mend(session, activity, now, fields);
            default -> back(session, "activities", "wrong=unusable");
        };
    }

    private HttpResponse<String> mend(LtiSession session, Found activity, CourseSetup now, Map<String, Object> fields) {
        var framework = setups.content(session.tenant(), now).framework();
        Optional<SortedSet<CompetencyTier>> counts = SettleForm.read(fields, framework);
        Optional<EvidenceKind> kind = Arrays.stream(EvidenceKind.values())
                .filter(each -> each.name().equals(SettleForm.one(fields, "kind")))
                .findFirst();
        if (counts.isEmpty() || kind.isEmpty()) {
            return back(session, "activities", "wrong=skills");
        }
        String minutes = SettleForm.one(fields, "minutes");
        int taken = minutes.matches("\\d{1,4}") ? Integer.parseInt(minutes) : -1;
        if (taken != 0 && (taken < 5 || taken > 6000)) {
            return back(session, "activities", "wrong=minutes");
        }
        SortedSet<String> names = new TreeSet<>();
        counts.get().forEach(each -> names.add(each.toString()));
        String day = day(SettleForm.one(fields, "reviewed"));
        return change(
                session,
                "activities",
                "saved",
                setup -> setup.with(new Piece(
                        activity.activity(),
                        activity.name(),
                        activity.type().orElse(null),
                        activity.origin(),
                        Say.MENDED,
                        names,
                        kind.get().name(),
                        1,
                        taken,
                        CourseActivities.address(session, activity.activity(), activity.origin())
                                .orElse(null),
                        day.isEmpty() ? null : day)));
    }

    private static String day(String text) {
        try {
            return text.isEmpty() ? "" : LocalDate.parse(text).toString();
        } catch (DateTimeParseException noDay) {
            return "";
        }
    }

    /** Many at once: {@code act} is sure (accept those we are sure of), all (every suggestion) or rest (leave out the others). */
    @Post("/activities")
    HttpResponse<String> many(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        String act = SettleForm.one(fields, "act");
        CourseSetup now = setups.start(session.tenant(), session.course());
        List<Piece> pieces = new ArrayList<>();
        for (Found each : activities.of(session, now).activities()) {
            boolean suggested = each.guess().alignment().isPresent();
            if (each.open() && (act.equals("sure") && each.sure() || act.equals("all") && suggested)) {
                pieces.add(accepted(session, each));
            } else if (each.open() && act.equals("rest")) {
                pieces.add(nothing(session, each));
            }
        }
        return change(session, "activities", "accepted", setup -> {
            CourseSetup changed = setup;
            for (Piece each : pieces) {
                changed = changed.with(each);
            }
            return changed;
        });
    }

    /** What was suggested; without a suggestion, that it is no learning activity. */
    private Piece accepted(LtiSession session, Found activity) {
        Optional<Alignment> guess = activity.guess().alignment();
        if (guess.isEmpty()) {
            return nothing(session, activity);
        }
        SortedSet<String> counts = new TreeSet<>();
        guess.get().competencies().forEach(each -> counts.add(each.toString()));
        return new Piece(
                activity.activity(),
                activity.name(),
                activity.type().orElse(null),
                activity.origin(),
                Say.ACCEPTED,
                counts,
                guess.get().kind().name(),
                activity.before().map(Piece::weight).orElse(1.0),
                activity.before()
                        .map(Piece::minutes)
                        .orElseGet(() -> SetupActivities.minutes(guess.get().kind())),
                CourseActivities.address(session, activity.activity(), activity.origin())
                        .orElse(null),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
    }

    private Piece nothing(LtiSession session, Found activity) {
        return new Piece(
                activity.activity(),
                activity.name(),
                activity.type().orElse(null),
                activity.origin(),
                Say.NOTHING,
                new TreeSet<>(),
                EvidenceKind.EXPOSURE.name(),
                1,
                0,
                null,
                null);
    }

    @Post("/columns")
    HttpResponse<String> columns(LtiSession session, @Body Map<String, Object> fields) {
        SortedSet<String> wanted = switch (SettleForm.one(fields, "columns")) {
            case "path" -> new TreeSet<>(List.of("path"));
            case "none" -> new TreeSet<>();
            default -> null;
        };
        return change(session, "publish", "columns", setup -> setup.withColumns(wanted));
    }

    @Post("/publish")
    HttpResponse<String> publish(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        String revision = SettleForm.one(fields, "revision");
        long looked = revision.matches("\\d{1,18}") ? Long.parseLong(revision) : -1;
        return switch (setups.publish(session.tenant(), session.course(), looked, face.by(session))) {
            case Publishing.Published published -> back(session, "publish", "said=published");
            case Publishing.ChangedSince changed -> back(session, "publish", "said=changed-since");
            case Publishing.Refused refused -> back(session, "publish", "wrong=refused");
        };
    }

    @Post("/discard")
    HttpResponse<String> discard(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        setups.discard(session.tenant(), session.course());
        return back(session, "framework", "said=discarded");
    }

    private HttpResponse<String> change(
            LtiSession session, String step, String said, UnaryOperator<CourseSetup> change) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        try {
            setups.change(session.tenant(), session.course(), face.by(session), change);
        } catch (IllegalArgumentException notPossible) {
            return back(session, step, "wrong=unusable");
        }
        return back(session, step, "said=" + said);
    }

    private HttpResponse<String> back(LtiSession session, String step, String what) {
        return face.seeOther(session, SetupPages.PATH + "?step=" + step + "&" + what);
    }

    private HttpResponse<String> show(HttpRequest<?> request, LtiSession session, Asked asked) {
        var words = face.words(session);
        return face.show(
                request,
                session,
                SetupPages.PATH,
                words.text("setup." + asked.step() + ".title"),
                "setup",
                setupPages.page(session, words, asked));
    }

    private static List<String> all(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return switch (value) {
            case null -> List.of();
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            default -> List.of(value.toString());
        };
    }
}
