package dev.waymark.home;

import dev.waymark.credential.Certificates;
import dev.waymark.credential.Certificates.Certificate;
import dev.waymark.credential.Certificates.Issued;
import dev.waymark.credential.Certificates.Reach;
import dev.waymark.credential.Issuers;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.web.TierMark;
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
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Certificates of the reader: what can be had, what they have, what is missing. */
@Controller(CertificatesController.PATH)
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificatesController {

    static final String PATH = "/home/certificates";

    /** So many days on which practical work was rated are named on one. */
    private static final int PIECES = 5;

    private static final Set<String> SAID = Set.of("issued", "withdrawn", "gone", "not-reached");

    private final Visits visits;
    private final Face face;
    private final Certificates certificates;
    private final Issuers issuers;

    CertificatesController(Visits visits, Face face, Certificates certificates, Issuers issuers) {
        this.visits = visits;
        this.face = face;
        this.certificates = certificates;
        this.issuers = issuers;
    }

    @Singleton
    static final class Tab implements HomeTab {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "certificates.tab";
        }

        @Override
        public int order() {
            return 45;
        }
    }

    @Get
    HttpResponse<String> see(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        return visits.of(session)
                .map(visit -> face.show(
                        request,
                        session,
                        HttpStatus.OK,
                        PATH,
                        "certificates",
                        page(
                                visit,
                                said.filter(SAID::contains)
                                        .map(what -> "certificates.said." + what)
                                        .orElse(""))))
                .orElseGet(() -> face.nobody(request, session));
    }

    /** Asks for one; {@code name=shown} says that the reader's name may stand on it. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> ask(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> {
                    var form = new Form(fields);
                    Optional<CompetencyId> competency = visit.configuration().framework().competencies().stream()
                            .filter(id -> form.one("competency").equals(Optional.of(id.value())))
                            .findFirst();
                    Optional<Tier> tier = Arrays.stream(Tier.values())
                            .filter(each -> form.one("tier").equals(Optional.of(Integer.toString(each.level()))))
                            .findFirst();
                    boolean shown = form.one("name").equals(Optional.of("shown"));
                    return competency.isPresent()
                                    && tier.isPresent()
                                    && issued(visit, new CompetencyTier(competency.get(), tier.get()), shown)
                            ? "issued"
                            : "not-reached";
                })
                .map(said -> face.seeOther(session, PATH + "?said=" + said))
                .orElseGet(() -> face.nobody(request, session));
    }

    private boolean issued(Visit visit, CompetencyTier what, boolean shown) {
        Optional<Reach> reach = certificates.reach(visit.tenant(), visit.id(), visit.course(), visit.now()).stream()
                .filter(each -> each.competency().equals(what.competency()))
                .findFirst();
        return reach.isPresent()
                && certificates.issue(
                                visit.tenant(),
                                visit.id(),
                                visit.course(),
                                what,
                                words(visit, what, reach.get()),
                                shown ? visit.learner().displayName() : Optional.empty(),
                                visit.now())
                        instanceof Issued.Done;
    }

    private static Certificates.Wording words(Visit visit, CompetencyTier what, Reach reach) {
        Naming naming = visit.naming();
        String tier = naming.numbered(what.tier());
        return new Certificates.Wording(
                visit.words().locale(),
                visit.text("certificates.wording.name", naming.competency(what.competency()), naming.tier(what.tier())),
                visit.text(
                        "certificates.wording.description",
                        naming.names()
                                .descriptor(
                                        what.competency(),
                                        what.tier(),
                                        visit.words().locale())),
                visit.text("certificates.wording.criteria", tier),
                visit.text("certificates.wording.result"),
                naming.tiers(),
                naming.competency(what.competency()),
                reach.practicalAt().stream()
                        .map(at -> visit.words().date(visit.words().dateOf(at)))
                        .distinct()
                        .limit(PIECES)
                        .map(day -> new Certificates.Piece(
                                visit.text("certificates.wording.piece"),
                                visit.text("certificates.wording.piece.text", tier, day)))
                        .toList());
    }

    @Post("/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> withdraw(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> new Form(fields)
                        .one("certificate")
                        .filter(id -> certificates.withdraw(visit.tenant(), visit.id(), id, visit.now()))
                        .isPresent())
                .map(gone -> face.seeOther(session, PATH + "?said=" + (gone ? "withdrawn" : "gone")))
                .orElseGet(() -> face.nobody(request, session));
    }

    private CertificatesPage page(Visit visit, String said) {
        List<Reach> all = certificates.reach(visit.tenant(), visit.id(), visit.course(), visit.now());
        Set<CompetencyId> asked = visit.role().targets().keySet();
        return new CertificatesPage(
                said,
                issuers.of(visit.tenant()).isPresent(),
                visit.csrf(),
                visit.link(PATH),
                visit.link(PATH + "/withdraw"),
                visit.link("/home/practical"),
                visit.learner().displayName(),
                all.stream()
                        .flatMap(each -> each.offered().map(tier -> ready(visit, each, tier)).stream())
                        .toList(),
                certificates.of(visit.tenant(), visit.id()).stream()
                        .sorted(Comparator.comparing(each -> !each.valid()))
                        .map(each -> had(visit, each))
                        .toList(),
                all.stream()
                        .filter(each -> !each.lacks().isEmpty())
                        .filter(each -> each.known() || asked.contains(each.competency()))
                        .sorted(Comparator.comparing((Reach each) -> each.held())
                                .reversed())
                        .map(each -> missing(visit, each))
                        .toList());
    }

    private static CertificatesPage.Ready ready(Visit visit, Reach reach, Tier tier) {
        return new CertificatesPage.Ready(
                reach.competency().value(),
                Integer.toString(tier.level()),
                visit.naming().competency(reach.competency()),
                visit.naming().mark(tier),
                visit.text("certificates.grounds", reach.practicalAt().size()));
    }

    private CertificatesPage.Had had(Visit visit, Certificate each) {
        boolean known =
                visit.configuration().framework().competencies().stream().anyMatch(each.competency()::equals);
        String issued = visit.words().date(visit.words().dateOf(each.issuedAt()));
        return new CertificatesPage.Had(
                each.id(),
                known
                        ? visit.naming().competency(each.competency())
                        : certificates.read(each).competency(),
                visit.naming().mark(each.tier()),
                each.revocation()
                        .map(revoked -> visit.text(
                                "certificates.revoked",
                                issued,
                                visit.words().date(visit.words().dateOf(revoked.at())),
                                visit.text("certificates.reason."
                                        + revoked.reason().name().toLowerCase(Locale.ROOT))))
                        .orElseGet(() -> each.shownName()
                                .map(name -> visit.text("certificates.issued.named", issued, name))
                                .orElseGet(() -> visit.text("certificates.issued", issued))),
                each.revocation().map(Certificates.Revocation::remark).orElse(""),
                each.valid() ? Optional.of(certificates.address(each.id()).toString()) : Optional.empty());
    }

    private static CertificatesPage.Missing missing(Visit visit, Reach reach) {
        String goal = visit.naming().numbered(reach.goal());
        return new CertificatesPage.Missing(
                visit.naming().competency(reach.competency()),
                reach.known() ? visit.naming().mark(reach.held()) : new TierMark(0, visit.text("home.not-known")),
                reach.lacks().stream()
                        .sorted()
                        .map(lack ->
                                visit.text("certificates.lack." + lack.name().toLowerCase(Locale.ROOT), goal))
                        .toList());
    }
}
