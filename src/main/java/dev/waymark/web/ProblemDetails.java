package dev.waymark.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.JsonErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a caller that is no browser sees when something is not there or went wrong: the status and its name, and for our
 * own faults a code that is in the log beside the cause. Never the cause itself, which tells of our insides.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@Singleton
@Primary
final class ProblemDetails implements JsonErrorResponseBodyProvider<Map<String, Object>> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemDetails.class);

    @Override
    public Map<String, Object> body(ErrorContext error, HttpResponse<?> response) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", response.reason());
        problem.put("status", response.code());
        if (response.code() >= 500) {
            String code = ErrorCodes.next();
            LOG.error(
                    "{}: {} for {} {}",
                    code,
                    response.code(),
                    error.getRequest().getMethodName(),
                    error.getRequest().getPath(),
                    error.getRootCause().orElse(null));
            problem.put("code", code);
        }
        return problem;
    }

    @Override
    public String contentType() {
        return "application/problem+json";
    }
}
