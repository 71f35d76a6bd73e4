package dev.waymark.lti.registration;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * {@code GET /lti/jwks}: the keys by which platforms know our signature (SEC 6.2). {@code /lti/jwks/<number>} has those of
 * one registration, for installations where the whole set grows long.
 */
@Controller("/lti/jwks")
@ExecuteOn(TaskExecutors.BLOCKING)
class KeySetController {

    private static final String CACHE = "public, max-age=300";

    private final ToolKeys keys;

    KeySetController(ToolKeys keys) {
        this.keys = keys;
    }

    @Get(produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> keySet() {
        return HttpResponse.ok(keys.publicKeySet()).header("Cache-Control", CACHE);
    }

    @Get(uri = "/{registration}", produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> keySet(long registration) {
        return keys.publicKeySet(new RegistrationId(registration))
                .map(set -> (HttpResponse<String>) HttpResponse.ok(set).header("Cache-Control", CACHE))
                .orElseGet(HttpResponse::notFound);
    }
}
