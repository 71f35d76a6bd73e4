package dev.waymark.admin;

import dev.waymark.credential.Certificates;
import dev.waymark.credential.Certificates.Reason;
import dev.waymark.credential.Issuers;
import dev.waymark.credential.Issuers.Issuer;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Under which name an organisation issues certificates, with which keys, and how one of them is revoked. */
@Controller(CertificatesController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificatesController {

    static final String PATH = "/admin/certificates";
    private static final Set<String> SAID = Set.of("named", "rotated", "leaked", "revoked");

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.certificates.tab";
        }

        @Override
        public int order() {
            return 65;
        }
    }

    private final Certificates certificates;
    private final Issuers issuers;
    private final AdminPages pages;
    private final ToolSettings settings;
    private final Clock clock;

    CertificatesController(
            Certificates certificates, Issuers issuers, AdminPages pages, ToolSettings settings, Clock clock) {
        this.certificates = certificates;
        this.issuers = issuers;
        this.pages = pages;
        this.settings = settings;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> see(AdminVisit visit) {
        String said = Optional.ofNullable(visit.request().getParameters().get("said"))
                .filter(SAID::contains)
                .map(what -> "admin.certificates.said." + what)
                .orElse("");
        return page(visit, HttpStatus.OK, "", said);
    }

    @Post("/issuer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> name(AdminVisit visit, @Nullable @Body String body) {
        Form form = Form.read(body == null ? "" : body);
        boolean named = issuers.name(
                visit.tenant(),
                form.only("name").orElse(""),
                form.only("url").orElse(""),
                visit.who().login(),
                clock.instant());
        return named ? AdminPages.back(PATH + "?said=named") : page(visit, HttpStatus.BAD_REQUEST, "name", "");
    }

    @Post("/keys")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> rotate(AdminVisit visit, @Nullable @Body String body) {
        Instant now = clock.instant();
        String by = visit.who().login();
        List<Issuers.Key> before = issuers.keys(visit.tenant()).stream()
                .filter(key -> key.retiredAt().isEmpty())
                .toList();
        issuers.rotate(visit.tenant(), by, now);
        if (Form.read(body == null ? "" : body).only("leaked").isPresent()) {
            before.forEach(key -> certificates.revokeSignedBy(visit.tenant(), key.kid(), by, now));
            return AdminPages.back(PATH + "?said=leaked");
        }
        return AdminPages.back(PATH + "?said=rotated");
    }

    @Post("/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> revoke(AdminVisit visit, @Nullable @Body String body) {
        Form form = Form.read(body == null ? "" : body);
        String id = form.only("certificate")
                .orElse("")
                .strip()
                .replaceAll("[?#].*$", "")
                .replaceAll("^.*/", "");
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(each -> form.only("reason").equals(Optional.of(each.name())))
                .findFirst();
        String remark = form.only("remark").orElse("");
        boolean revoked = reason.isPresent()
                && !remark.isBlank()
                && certificates.revoke(
                        visit.tenant(), id, reason.get(), remark, visit.who().login(), clock.instant());
        return revoked ? AdminPages.back(PATH + "?said=revoked") : page(visit, HttpStatus.BAD_REQUEST, "revoke", "");
    }

    private HttpResponse<String> page(AdminVisit visit, HttpStatus status, String fault, String said) {
        var words = visit.words();
        Optional<Issuer> issuer = issuers.of(visit.tenant());
        var tally = certificates.tally(visit.tenant());
        String profile = settings.at("/credential/issuers/" + visit.tenant()).toString();
        var page = new CertificatesPage(
                said,
                fault.isEmpty() ? "" : "admin.certificates.fault." + fault,
                words.text("admin.certificates.answer", tally.issued(), tally.revoked()),
                issuer.isPresent(),
                issuer.map(Issuer::name).orElse(""),
                issuer.map(each -> each.url().toString()).orElse(""),
                profile,
                profile + "/keys",
                settings.at("/credential/check").toString(),
                issuers.keys(visit.tenant()).stream()
                        .map(key -> new CertificatesPage.Key(
                                key.address().toString(),
                                key.retiredAt()
                                        .map(at -> words.text(
                                                "admin.certificates.keys.retired",
                                                words.moment(key.createdAt()),
                                                words.moment(at)))
                                        .orElseGet(() -> words.text(
                                                "admin.certificates.keys.signs", words.moment(key.createdAt())))))
                        .toList(),
                Arrays.stream(Reason.values())
                        .filter(each -> each != Reason.WITHDRAWN)
                        .map(each -> new CertificatesPage.Choice(
                                each.name(),
                                words.text("certificates.reason." + each.name().toLowerCase(Locale.ROOT))))
                        .toList());
        return pages.page(
                visit, status, words.text("admin.certificates.title"), "admin/certificates.jte", Map.of("page", page));
    }
}
