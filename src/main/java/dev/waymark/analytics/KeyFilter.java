package dev.waymark.analytics;

import dev.waymark.access.ApiTokens;
import dev.waymark.access.ApiTokens.Token;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks the API: the key in the header {@code Authorization: Bearer}. In an address a key would end up in logs. */
@ServerFilter("/api/v1/**")
class KeyFilter {

    static final String ATTRIBUTE = "dev.waymark.api.token";
    private static final String BEARER = "bearer ";

    private final ApiTokens tokens;

    KeyFilter(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> find(HttpRequest<?> request) {
        if (request.getPath().equals("/api/v1/openapi.json")) {
            return null;
        }
        String header = request.getHeaders().get("Authorization", String.class).orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return ApiProblem.noKey("expected the header Authorization: Bearer wmk_…, found none", "");
        }
        Optional<Token> token = tokens.open(header.substring(BEARER.length()).strip());
        if (token.isEmpty()) {
            return ApiProblem.noKey(
                    "this key is not known, has ended or was withdrawn; an administrator can make another",
                    ", error=\"invalid_token\"");
        }
        request.setAttribute(ATTRIBUTE, token.get());
        return null;
    }

    static Token token(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Token.class)
                .orElseThrow(() -> new IllegalStateException("the filter lets nobody through without a key"));
    }
}
