package dev.waymark.verify;

import dev.waymark.credential.Certificates;
import dev.waymark.credential.Certificates.Certificate;
import dev.waymark.credential.Certificates.Checked;
import dev.waymark.credential.Certificates.Revocation;
import dev.waymark.credential.Certificates.Shown;
import dev.waymark.web.Pages;
import dev.waymark.web.RefusalPages;
import dev.waymark.web.RefusalPages.Refusal;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate's public page, the same as JWT, JSON and image, and the form in which anybody checks a signed text. By its {@code
 * Accept} header or by {@code as} somebody says which form they want; browsers get the page.
 */
@Controller("/credential")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificateController {

    static final String CHECK = "/credential/check";

    private static final String ID = "[A-Za-z0-9_-]{22}";
    private static final int LARGEST = 64 * 1024;

    /** Characters of a line of the image. */
    private static final int LINE = 34;

    private static final int SMALL_LINE = 46;

    private final Certificates certificates;
    private final Pages pages;
    private final RefusalPages refusals;
    private final VisitRate rate;
    private final Clock clock;

    CertificateController(Certificates certificates, Pages pages, RefusalPages refusals, VisitRate rate, Clock clock) {
        this.certificates = certificates;
        this.pages = pages;
        this.refusals = refusals;
        this.rate = rate;
        this.clock = clock;
    }

    /** The form in which a certificate is asked for. */
    private enum As {
        PAGE,
        JWT,
        JSON,
        SVG
    }

    @Get(uri = "/{id}", produces = MediaType.ALL)
    HttpResponse<String> see(HttpRequest<?> request, String id, @QueryValue Optional<String> as) {
        if (!rate.allows(request)) {
            return tooMany(request);
        }
        Optional<Certificate> found =
                Optional.of(id).filter(text -> text.matches(ID)).flatMap(certificates::published);
        As wanted = wanted(request, as);
        if (wanted != As.PAGE) {
            return found.map(each -> each.valid()
                            ? data(request, each, wanted, as.isPresent())
                            : HttpResponse.<String>status(HttpStatus.GONE))
                    .orElseGet(HttpResponse::notFound)
                    .header("X-Robots-Tag", "noindex");
        }
        return page(request, found);
    }

    private static As wanted(HttpRequest<?> request, Optional<String> as) {
        if (as.isPresent()) {
            return switch (as.get()) {
                case "jwt" -> As.JWT;
                case "json" -> As.JSON;
                case "svg" -> As.SVG;
                default -> As.PAGE;
            };
        }
        for (MediaType each : request.accept()) {
            String type = each.getName();
            if (type.equals("text/html") || type.equals("*/*")) {
                return As.PAGE;
            }
            if (type.equals("application/jwt") || type.equals("application/vc+jwt") || type.equals("text/plain")) {
                return As.JWT;
            }
            if (type.equals("application/vc") || type.endsWith("/json") || type.endsWith("+json")) {
                return As.JSON;
            }
        }
        return As.PAGE;
    }

    private MutableHttpResponse<String> data(HttpRequest<?> request, Certificate found, As as, boolean download) {
        MutableHttpResponse<String> answer = switch (as) {
            case JWT -> HttpResponse.ok(found.jwt()).contentType(MediaType.of("application/vc+jwt"));
            case SVG -> image(request, found);
            case JSON, PAGE ->
                HttpResponse.ok(certificates.json(found)).contentType(MediaType.of("application/ld+json"));
        };
        if (download) {
            answer.header(
                    "Content-Disposition",
                    "attachment; filename=\"certificate." + as.name().toLowerCase(Locale.ROOT) + "\"");
        }
        return answer.header("Cache-Control", "no-store")
                .header("Access-Control-Allow-Origin", "*")
                .header("Vary", "Accept");
    }

    /** The image carries the credential (OB 3.0, 5.3.2.1). */
    private MutableHttpResponse<String> image(HttpRequest<?> request, Certificate found) {
        Words words = words(request);
        Shown shown = certificates.read(found);
        return pages.page(
                        HttpStatus.OK,
                        "verify/badge.jte",
                        Map.of(
                                "jwt",
                                found.jwt(),
                                "shown",
                                shown,
                                "lines",
                                lines(shown.competency(), LINE, 3),
                                "issuer",
                                lines(shown.issuer(), SMALL_LINE, 2),
                                "level",
                                found.tier().level(),
                                "title",
                                words.text("verify.title"),
                                "date",
                                words.date(words.dateOf(found.issuedAt()))))
                .contentType(MediaType.of("image/svg+xml;charset=utf-8"));
    }

    /** SVG breaks no lines. */
    private static List<String> lines(String text, int longest, int most) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + word.length() >= longest) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines.subList(0, Math.min(most, lines.size()));
    }

    private MutableHttpResponse<String> page(HttpRequest<?> request, Optional<Certificate> found) {
        Words words = words(request);
        CertificatePage page = found.map(each -> page(words, each))
                .orElseGet(() ->
                        new CertificatePage("unknown", words.text("verify.unknown.text"), Optional.empty(), CHECK));
        return pages.page(
                        found.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND,
                        "verify/certificate.jte",
                        Map.of(
                                "shell",
                                pages.shell(Optional.of(request), words, words.text("verify.title")),
                                "page",
                                page))
                .header("X-Robots-Tag", "noindex")
                .header("Vary", "Accept");
    }

    private CertificatePage page(Words words, Certificate found) {
        String issued = words.date(words.dateOf(found.issuedAt()));
        if (found.revocation().isPresent()) {
            return new CertificatePage(
                    "revoked", revoked(words, found, found.revocation().get()), Optional.empty(), CHECK);
        }
        Shown shown = certificates.read(found);
        String address = certificates.address(found.id()).toString();
        return new CertificatePage(
                "valid",
                words.text("verify.valid.text", shown.issuer(), issued),
                Optional.of(new CertificatePage.Body(
                        shown.language(),
                        pages.words(shown.language()).dir(),
                        shown.holder(),
                        shown.competency(),
                        new TierMark(
                                found.tier().level(),
                                words.text("web.tier", found.tier().level(), shown.tier())),
                        shown.description(),
                        shown.criteria(),
                        shown.evidence().stream()
                                .map(Certificates.Piece::narrative)
                                .toList(),
                        shown.issuer(),
                        shown.issuerUrl(),
                        issued,
                        address,
                        QrCode.of(address))),
                CHECK);
    }

    private static String revoked(Words words, Certificate found, Revocation revocation) {
        return words.text(
                "verify.revoked.text",
                words.date(words.dateOf(found.issuedAt())),
                words.date(words.dateOf(revocation.at())),
                words.text("certificates.reason." + revocation.reason().name().toLowerCase(Locale.ROOT)));
    }

    @Get("/check")
    HttpResponse<String> form(HttpRequest<?> request) {
        return rate.allows(request)
                ? check(request, HttpStatus.OK, new CheckPage("", "", Optional.empty()))
                : tooMany(request);
    }

    @Post("/check")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> check(
            HttpRequest<?> request,
            @Nullable @Part("text") String text,
            @Nullable @Part("file") CompletedFileUpload file) {
        if (!rate.allows(request)) {
            return tooMany(request);
        }
        Words words = words(request);
        String given = text != null && !text.isBlank() ? text : content(file);
        if (given.isBlank()) {
            return check(
                    request,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    new CheckPage("refused", words.text("verify.check.empty"), Optional.empty()));
        }
        Instant now = clock.instant();
        return switch (certificates.check(given, now)) {
            case Checked.Valid valid -> {
                Shown shown = certificates.read(valid.certificate());
                yield check(
                        request,
                        HttpStatus.OK,
                        new CheckPage(
                                "valid",
                                words.text(
                                        "verify.valid.of",
                                        shown.name(),
                                        shown.issuer(),
                                        words.date(
                                                words.dateOf(valid.certificate().issuedAt()))),
                                Optional.of(certificates
                                        .address(valid.certificate().id())
                                        .toString())));
            }
            case Checked.Revoked revoked ->
                check(
                        request,
                        HttpStatus.OK,
                        new CheckPage(
                                "revoked",
                                revoked(words, revoked.certificate(), revoked.revocation()),
                                Optional.empty()));
            case Checked.Refused refused ->
                check(
                        request,
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        new CheckPage(
                                "refused",
                                words.text(
                                        "verify.refused." + refused.why().name().toLowerCase(Locale.ROOT)),
                                Optional.empty()));
        };
    }

    /** A baked image is taken as well: the credential is the one value in it that looks like one. */
    private static String content(@Nullable CompletedFileUpload file) {
        if (file == null || file.getSize() > LARGEST) {
            return "";
        }
        try {
            String text = new String(file.getBytes(), StandardCharsets.UTF_8);
            var baked = java.util.regex.Pattern.compile("<openbadges:credential\\s+verify=\"([A-Za-z0-9_.-]+)\"")
                    .matcher(text);
            return baked.find() ? baked.group(1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException("the file did not come whole", e);
        }
    }

    private HttpResponse<String> check(HttpRequest<?> request, HttpStatus status, CheckPage page) {
        Words words = words(request);
        return pages.page(
                        status,
                        "verify/check.jte",
                        Map.of(
                                "shell",
                                pages.shell(Optional.of(request), words, words.text("verify.check.title")),
                                "page",
                                page))
                .header("X-Robots-Tag", "noindex");
    }

    private HttpResponse<String> tooMany(HttpRequest<?> request) {
        Words words = words(request);
        return refusals.render(new Refusal(
                HttpStatus.TOO_MANY_REQUESTS,
                words.locale(),
                words.text("verify.too-many.title"),
                words.text("verify.too-many.text"),
                "WM-VERIFY",
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }

    private Words words(HttpRequest<?> request) {
        return pages.words(request.getLocale().orElse(Locale.ENGLISH).toLanguageTag());
    }
}
