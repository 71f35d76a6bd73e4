package dev.waymark.admin;

import dev.waymark.admin.RegistrationsPage.Asking;
import dev.waymark.admin.RegistrationsPage.Detail;
import dev.waymark.admin.RegistrationsPage.Health;
import dev.waymark.admin.RegistrationsPage.Line;
import dev.waymark.admin.RegistrationsPage.Listing;
import dev.waymark.admin.RegistrationsPage.Ours;
import dev.waymark.admin.RegistrationsPage.Scope;
import dev.waymark.grading.ClosedColumns;
import dev.waymark.grading.ConcludedCourses;
import dev.waymark.lti.launch.LaunchAudit;
import dev.waymark.lti.registration.KeptRegistration;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.lti.registration.ScopeName;
import dev.waymark.lti.registration.ToolFacts;
import dev.waymark.lti.registration.ToolKeys;
import dev.waymark.shared.ToolSettings;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts registrations into words. */
@Singleton
final class RegistrationViews {

    private static final int LAUNCHES = 200;
    private static final int SHOWN = 8;

    private final Registrations registrations;
    private final LaunchAudit launches;
    private final ToolKeys keys;
    private final ConcludedCourses concluded;
    private final ClosedColumns closed;
    private final Clock clock;
    private final ToolFacts facts;
    private final ToolSettings settings;

    RegistrationViews(
            Registrations registrations,
            LaunchAudit launches,
            ToolKeys keys,
            ConcludedCourses concluded,
            ClosedColumns closed,
            ToolFacts facts,
            ToolSettings settings,
            Clock clock) {
        this.keys = keys;
        this.concluded = concluded;
        this.closed = closed;
        this.clock = clock;
        this.registrations = registrations;
        this.launches = launches;
        this.facts = facts;
        this.settings = settings;
    }

    Listing listing(AdminVisit visit, Optional<String> invite, String fault, String said) {
        List<Line> lines = registrations.of(visit.tenant()).stream()
                .map(kept -> line(visit.words(), kept))
                .toList();
        return new Listing(
                lines,
                invite,
                fault,
                said,
                ours(visit.words()),
                settings.at("/lti/config/canvas.json").toString());
    }

    private Line line(Words words, KeptRegistration kept) {
        var registration = kept.platform().registration();
        String state = kept.requests().isEmpty()
                ? state(words, kept)
                : words.text("admin.platforms.asking", kept.requests().size());
        return new Line(
                kept.platform().name(),
                RegistrationsController.PATH + "/" + kept.platform().id().value(),
                registration.issuer() + " · " + registration.clientId(),
                state,
                kept.state() == KeptRegistration.State.WAITING
                        || !kept.requests().isEmpty());
    }

    private static String state(Words words, KeptRegistration kept) {
        return words.text("admin.platforms.state."
                + (kept.origin() == KeptRegistration.Origin.FILE && kept.state() == KeptRegistration.State.ON
                        ? "file"
                        : kept.state().name().toLowerCase(Locale.ROOT)));
    }

    private List<Ours> ours(Words words) {
        return List.of(
                new Ours(words.text("admin.ours.launch"), facts.launchUri().toString()),
                new Ours(words.text("admin.ours.login"), facts.loginUri().toString()),
                new Ours(words.text("admin.ours.redirect"), facts.launchUri().toString()),
                new Ours(words.text("admin.ours.keys"), facts.keySetUri().toString()),
                new Ours(words.text("admin.ours.icon"), facts.smallIconUri().toString()));
    }

    Detail detail(
            AdminVisit visit,
            KeptRegistration kept,
            Optional<PlatformHealth.Report> report,
            String fault,
            String said) {
        Words words = visit.words();
        var registration = kept.platform().registration();
        return new Detail(
                kept.platform().id().value(),
                kept.platform().name(),
                state(words, kept),
                kept.state() == KeptRegistration.State.ON,
                kept.state() == KeptRegistration.State.WAITING,
                kept.editable(),
                List.of(
                        new Ours(words.text("admin.platform.issuer"), registration.issuer()),
                        new Ours(words.text("admin.platform.client"), registration.clientId()),
                        new Ours(
                                words.text("admin.platform.authorization"),
                                registration.authorizationEndpoint().toString()),
                        new Ours(
                                words.text("admin.platform.token"),
                                registration.tokenEndpoint().toString()),
                        new Ours(
                                words.text("admin.platform.jwks"),
                                registration.jwksUri().toString()),
                        new Ours(
                                words.text("admin.platform.family"),
                                kept.productFamily().isEmpty()
                                        ? words.text("admin.platform.family-unknown")
                                        : kept.productFamily())),
                registration.deploymentIds().stream().sorted().toList(),
                kept.requests().stream()
                        .map(request -> new Asking(
                                request.deploymentId(),
                                words.text(
                                        "admin.platform.asked",
                                        request.times(),
                                        words.moment(request.firstAt()),
                                        words.moment(request.lastAt()))))
                        .toList(),
                concluded.of(visit.tenant(), kept.platform().id()).stream()
                        .map(each -> over(words, each))
                        .toList(),
                closed.of(visit.tenant(), kept.platform().id()).stream()
                        .map(each -> shut(words, each))
                        .toList(),
                scopes(words, kept, report),
                report.map(each -> health(words, each)),
                launches(visit, kept),
                keys.published(visit.tenant(), kept.platform().id()).stream()
                        .map(key -> new RegistrationsPage.Key(key.kid(), about(words, key)))
                        .toList(),
                registration.clientId(),
                fault,
                said);
    }

    private RegistrationsPage.Over over(Words words, ConcludedCourses.Concluded each) {
        return new RegistrationsPage.Over(
                each.course().contextId(),
                words.text("admin.platform.concluded-about", each.waiting(), words.moment(each.since())),
                next(words, each.askAt()));
    }

    private RegistrationsPage.Shut shut(Words words, ClosedColumns.Closed each) {
        return new RegistrationsPage.Shut(
                each.course().contextId(),
                each.column(),
                each.address().map(Object::toString).orElseGet(() -> words.text("admin.platform.closed-nameless")),
                words.text("admin.platform.closed-about", each.waiting(), words.moment(each.since())),
                next(words, each.askAt()),
                each.said());
    }

    private String next(Words words, Instant askAt) {
        return askAt.isAfter(clock.instant())
                ? words.text("admin.platform.concluded-next", words.moment(askAt))
                : words.text("admin.platform.concluded-now");
    }

    /** What was asked of the token endpoint just now counts; else what the platform said, which is called so. */
    private static List<Scope> scopes(Words words, KeptRegistration kept, Optional<PlatformHealth.Report> report) {
        return ToolFacts.SCOPES.stream()
                .map(scope -> {
                    Optional<Boolean> checked = report.flatMap(each -> each.scopes().stream()
                            .filter(check -> check.scope().equals(scope))
                            .findFirst()
                            .map(PlatformHealth.ScopeCheck::granted));
                    boolean good = checked.orElseGet(() -> kept.scopesTold().contains(scope));
                    String state = checked.map(granted -> granted ? "granted" : "not-granted")
                            .orElseGet(() -> good ? "told" : "unknown");
                    String name = ScopeName.of(scope);
                    boolean lacks = checked.isPresent() && !good;
                    return new Scope(
                            words.text("lti.scope." + name),
                            words.text("admin.scope." + state),
                            good,
                            lacks ? words.text("lti.scope-without." + name) : "");
                })
                .toList();
    }

    private String about(Words words, ToolKeys.Published key) {
        if (key.signsFrom().isEmpty()) {
            return words.text("admin.keys.next");
        }
        if (key.signsFrom().get().isAfter(clock.instant())) {
            return words.text("admin.keys.will", words.moment(key.signsFrom().get()));
        }
        return key.servedUntil()
                .map(until -> words.text("admin.keys.old", words.moment(until)))
                .orElseGet(() -> words.text(
                        "admin.keys.signs", words.moment(key.signsFrom().get())));
    }

    private static Health health(Words words, PlatformHealth.Report report) {
        if (report.trouble().isPresent()) {
            boolean keys = report.trouble().get().startsWith("jwks");
            return new Health(
                    false,
                    words.text(keys ? "admin.health.no-keys" : "admin.health.no-token"),
                    report.trouble().get());
        }
        return new Health(
                true, words.text("admin.health.good", report.kids().size()), String.join(", ", report.kids()));
    }

    private List<RegistrationsPage.Launch> launches(AdminVisit visit, KeptRegistration kept) {
        Words words = visit.words();
        return launches.newest(visit.tenant(), LAUNCHES).stream()
                .filter(launch -> launch.registration()
                        .filter(kept.platform().id()::equals)
                        .isPresent())
                .limit(SHOWN)
                .map(launch -> new RegistrationsPage.Launch(
                        launch.code(),
                        "/admin/launches?code=" + launch.code(),
                        words.moment(launch.at()),
                        launch.accepted()
                                ? words.text("admin.launch.accepted")
                                : launch.reason() + " · " + launch.clause(),
                        launch.accepted()))
                .toList();
    }
}
