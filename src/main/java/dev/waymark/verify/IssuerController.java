package dev.waymark.verify;

import dev.waymark.credential.Certificates;
import dev.waymark.credential.Issuers;
import dev.waymark.shared.TenantId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** What programs need to verify a certificate: who issues, public keys, what was revoked. */
@Controller("/credential")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IssuerController {

    private static final String FOR_A_WHILE = "public, max-age=300";
    private static final String JWK = "application/jwk+json";
    private static final String JWKS = "application/jwk-set+json";

    private final Issuers issuers;
    private final Certificates certificates;
    private final VisitRate rate;
    private final Clock clock;

    IssuerController(Issuers issuers, Certificates certificates, VisitRate rate, Clock clock) {
        this.issuers = issuers;
        this.certificates = certificates;
        this.rate = rate;
        this.clock = clock;
    }

    /** The profile to which the credential's {@code issuer.id} leads. */
    @Get(uri = "/issuers/{tenant}", produces = MediaType.ALL)
    HttpResponse<String> profile(HttpRequest<?> request, String tenant) {
        return answer(
                request,
                "application/ld+json",
                FOR_A_WHILE,
                () -> tenant(tenant).flatMap(issuers::profile));
    }

    /** All public keys of an issuer, those that sign no more as well. */
    @Get(uri = "/issuers/{tenant}/keys", produces = MediaType.ALL)
    HttpResponse<String> keys(HttpRequest<?> request, String tenant) {
        return answer(request, JWKS, FOR_A_WHILE, () -> tenant(tenant).flatMap(issuers::keySet));
    }

    /** The one key to which the {@code kid} of a credential leads. */
    @Get(uri = "/keys/{kid}", produces = MediaType.ALL)
    HttpResponse<String> key(HttpRequest<?> request, String kid) {
        return answer(
                request,
                JWK,
                FOR_A_WHILE,
                () -> Optional.of(kid)
                        .filter(text -> text.matches("[A-Za-z0-9_-]{43}"))
                        .flatMap(issuers::publicKey));
    }

    /** Signed, and never kept: what is revoked is told at once. */
    @Get(uri = "/status/{tenant}/{list}", produces = MediaType.ALL)
    HttpResponse<String> status(HttpRequest<?> request, String tenant, String list) {
        return answer(
                request,
                "application/vc+jwt",
                "no-cache",
                () -> tenant(tenant)
                        .filter(any -> list.matches("[0-9]{1,6}"))
                        .flatMap(id -> certificates.statusList(id, Integer.parseInt(list), clock.instant())));
    }

    private HttpResponse<String> answer(
            HttpRequest<?> request, String type, String cache, Supplier<Optional<String>> body) {
        if (!rate.allows(request)) {
            return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS);
        }
        return body.get()
                .<HttpResponse<String>>map(text -> HttpResponse.ok(text)
                        .contentType(MediaType.of(type))
                        .header("Cache-Control", cache)
                        .header("Access-Control-Allow-Origin", "*"))
                .orElseGet(HttpResponse::notFound);
    }

    private static Optional<TenantId> tenant(String text) {
        return text.matches("[1-9][0-9]{0,9}") ? Optional.of(new TenantId(Long.parseLong(text))) : Optional.empty();
    }
}
