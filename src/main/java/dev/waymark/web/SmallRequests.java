package dev.waymark.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests to {@value #MOST} bytes, before anybody reads them. The server itself takes more, for files of frameworks;
 * whoever may send one has a session, and everybody else has no reason to send so much.
 */
@ServerFilter("/**")
final class SmallRequests implements Ordered {

    static final long MOST = 1024 * 1024;

    private static final String FILES = "/course/frameworks/check";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuseLarge(HttpRequest<?> request) {
        boolean large = request.getContentLength() > MOST && !request.getPath().equals(FILES);
        return large ? HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE) : null;
    }
}
