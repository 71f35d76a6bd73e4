package dev.waymark.lti.registration;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code GET /lti/jwks}: the keys by which platforms know our signature (SEC 6.2). */
@Controller
class KeySetController {

    private final ToolKeys keys;

    KeySetController(ToolKeys keys) {
        this.keys = keys;
    }

    @Get(uri = "/lti/jwks", produces = MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> keySet() {
        return HttpResponse.ok(keys.publicKeySet()).header("Cache-Control", "public, max-age=300");
    }
}
