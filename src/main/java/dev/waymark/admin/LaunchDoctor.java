package dev.waymark.admin;

import dev.waymark.admin.DoctorPage.Finding;
import dev.waymark.admin.DoctorPage.Fix;
import dev.waymark.admin.DoctorPage.Line;
import dev.waymark.admin.DoctorPage.Step;
import dev.waymark.lti.launch.BrowserPath;
import dev.waymark.lti.launch.LaunchAudit;
import dev.waymark.lti.launch.LaunchRecord;
import dev.waymark.lti.registration.KeptRegistration;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.lti.registration.ServiceTrouble;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what launches and service calls left behind, and says in plain words what it was and what to do about it. */
@Singleton
final class LaunchDoctor {

    /** Of a busy day; the rest of it is found by its code. */
    private static final int NEWEST = 2000;

    private static final int SHOWN = 30;

    private final LaunchAudit launches;
    private final ServiceTrouble troubles;
    private final Registrations registrations;
    private final Clock clock;

    LaunchDoctor(LaunchAudit launches, ServiceTrouble troubles, Registrations registrations, Clock clock) {
        this.launches = launches;
        this.troubles = troubles;
        this.registrations = registrations;
        this.clock = clock;
    }

    DoctorPage page(AdminVisit visit, Optional<String> typed) {
        List<LaunchRecord> newest = launches.newest(visit.tenant(), NEWEST);
        String code = typed.map(text -> text.strip().toUpperCase(Locale.ROOT)).orElse("");
        Optional<LaunchRecord> launch = code.isEmpty()
                ? Optional.empty()
                : launches.of(visit.tenant(), code).stream().findFirst();
        Optional<ServiceTrouble.Trouble> trouble =
                code.isEmpty() || launch.isPresent() ? Optional.empty() : troubles.of(visit.tenant(), code);
        Optional<Finding> finding = launch.map(found -> finding(visit, found, newest))
                .or(() -> trouble.map(found -> finding(visit, found)));
        String fault = !code.isEmpty() && finding.isEmpty() ? "admin.doctor.code-unknown" : "";
        return new DoctorPage(
                code,
                fault,
                finding,
                others(visit, newest, code),
                launch.flatMap(LaunchRecord::registration)
                        .flatMap(id -> registrations.find(visit.tenant(), id))
                        .map(kept -> counts(visit.words(), kept, newest)));
    }

    private List<Line> others(AdminVisit visit, List<LaunchRecord> newest, String code) {
        record Dated(Instant at, Line line) {}
        Words words = visit.words();
        Stream<Dated> refused = newest.stream()
                .filter(each -> !each.accepted() && !each.code().equals(code))
                .limit(SHOWN)
                .map(each -> new Dated(
                        each.at(),
                        line(
                                each.code(),
                                words.text(Ailment.of(each.reason()).key() + ".what"),
                                words.moment(each.at()))));
        Stream<Dated> failed = troubles.newest(visit.tenant(), SHOWN).stream()
                .filter(each -> !each.code().equals(code))
                .map(each -> new Dated(
                        each.lastAt(),
                        line(
                                each.code(),
                                words.text("admin.doctor.service." + each.service() + ".what"),
                                words.moment(each.lastAt()))));
        return Stream.concat(refused, failed)
                .sorted(java.util.Comparator.comparing(Dated::at).reversed())
                .limit(SHOWN)
                .map(Dated::line)
                .toList();
    }

    private static Line line(String code, String what, String about) {
        return new Line(code, DoctorController.PATH + "?code=" + code, what, about);
    }

    private Finding finding(AdminVisit visit, LaunchRecord launch, List<LaunchRecord> newest) {
        Words words = visit.words();
        Optional<KeptRegistration> kept = launch.registration().flatMap(id -> registrations.find(visit.tenant(), id));
        String name = kept.map(each -> each.platform().name()).orElseGet(() -> words.text("admin.doctor.nobody"));
        if (launch.accepted()) {
            return new Finding(
                    words.text("admin.doctor.title.accepted", launch.code()),
                    words.text("admin.doctor.about", name, words.moment(launch.at())),
                    launch.detail().isEmpty()
                            ? words.text("admin.doctor.accepted")
                            : words.text("admin.doctor.accepted-with"),
                    List.of(),
                    List.of(),
                    steps(words, launch, Optional.empty()),
                    recorded(launch, kept));
        }
        Ailment ailment = Ailment.of(launch.reason());
        long like = newest.stream()
                        .filter(each -> each.reason().equals(launch.reason())
                                && each.registration().equals(launch.registration())
                                && !each.code().equals(launch.code())
                                && each.at().isAfter(launch.at().minus(Duration.ofDays(1))))
                        .mapToLong(each -> 1L + each.repeated())
                        .sum()
                + launch.repeated();
        String family = kept.map(KeptRegistration::productFamily).orElse("");
        List<Fix> fixes = new ArrayList<>();
        kept.ifPresent(each -> fixes.add(new Fix(
                words.text("admin.doctor.open-platform", name),
                RegistrationsController.PATH + "/" + each.platform().id().value())));
        return new Finding(
                words.text("admin.doctor.title.refused", launch.code()),
                words.text("admin.doctor.about-like", name, words.moment(launch.at()), like),
                words.text(ailment.key() + ".what"),
                List.of(words.text(ailment.todo(family)).split(" \\| ")),
                fixes,
                steps(words, launch, Optional.of(ailment)),
                recorded(launch, kept));
    }

    private Finding finding(AdminVisit visit, ServiceTrouble.Trouble trouble) {
        Words words = visit.words();
        Optional<KeptRegistration> kept = registrations.find(visit.tenant(), trouble.registration());
        String name = kept.map(each -> each.platform().name()).orElseGet(() -> words.text("admin.doctor.nobody"));
        String key = "admin.doctor.service." + trouble.service();
        return new Finding(
                words.text("admin.doctor.title.service", trouble.code()),
                words.text(
                        "admin.doctor.about-service",
                        name,
                        words.moment(trouble.firstAt()),
                        words.moment(trouble.lastAt()),
                        trouble.times()),
                words.text(key + ".what"),
                List.of(words.text(key + ".other").split(" \\| ")),
                List.of(new Fix(
                        words.text("admin.doctor.open-platform", name),
                        RegistrationsController.PATH + "/"
                                + trouble.registration().value())),
                List.of(),
                "failed service=%s %s".formatted(trouble.service(), trouble.detail()));
    }

    private static List<Step> steps(Words words, LaunchRecord launch, Optional<Ailment> ailment) {
        return Stream.of(Ailment.Step.values())
                .map(step -> {
                    int order = ailment.map(each -> step.compareTo(each.step())).orElse(-1);
                    String kind = order < 0 ? "good" : order == 0 ? "bad" : "later";
                    String state = words.text(
                            "admin.doctor.step." + (order < 0 ? "passed" : order == 0 ? "failed" : "not-reached"));
                    String title = words.text(
                            "admin.doctor.step." + step.name().toLowerCase(Locale.ROOT) + (order == 0 ? ".bad" : ""));
                    return new Step(kind, title, state, text(words, launch, step, order));
                })
                .toList();
    }

    private static String text(Words words, LaunchRecord launch, Ailment.Step step, int order) {
        if (order == 0) {
            return words.text("admin.doctor.found", launch.detail(), launch.clause());
        }
        if (order > 0) {
            return "";
        }
        return switch (step) {
            case BROWSER ->
                launch.path()
                        .map(path -> words.text("admin.doctor.path." + path.code()))
                        .orElse("");
            case CLOCKS ->
                launch.clockSkew()
                        .map(skew -> words.text("admin.doctor.skew", skew.toSeconds()))
                        .orElse("");
            case ASKED, KEY, CLAIMS -> "";
        };
    }

    private DoctorPage.Counts counts(Words words, KeptRegistration kept, List<LaunchRecord> newest) {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        List<LaunchRecord> day = newest.stream()
                .filter(each -> each.at().isAfter(yesterday)
                        && each.registration()
                                .filter(kept.platform().id()::equals)
                                .isPresent())
                .toList();
        long opened = day.stream().filter(LaunchRecord::accepted).count();
        return new DoctorPage.Counts(
                kept.platform().name(),
                words.text("admin.doctor.opened", opened, day.size() - opened),
                Stream.of(BrowserPath.values())
                        .map(path -> new DoctorPage.Path(
                                words.text("admin.doctor.by." + path.code()),
                                day.stream()
                                        .filter(each -> each.accepted()
                                                && each.path()
                                                        .filter(path::equals)
                                                        .isPresent())
                                        .count()))
                        .toList());
    }

    /** What a log would have: no name, no e-mail, no token is in it. */
    private static String recorded(LaunchRecord launch, Optional<KeptRegistration> kept) {
        return (launch.accepted()
                        ? "accepted"
                        : "refused reason=" + launch.reason() + " clause=\"" + launch.clause() + "\"")
                + kept.map(each -> " iss=" + each.platform().registration().issuer() + " client_id="
                                + each.platform().registration().clientId())
                        .orElse("")
                + launch.clockSkew().map(skew -> " skew_s=" + skew.toSeconds()).orElse("")
                + launch.path().map(path -> " path=" + path.code()).orElse("")
                + (launch.detail().isEmpty() ? "" : " detail=\"" + launch.detail() + "\"");
    }
}
