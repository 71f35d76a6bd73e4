package dev.waymark.analytics;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal of the API: what was expected and what was found.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class ApiProblem {

    private static final String TYPE = "application/problem+json";

    private ApiProblem() {}

    static MutableHttpResponse<?> of(HttpStatus status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReason());
        problem.put("status", status.getCode());
        problem.put("detail", detail);
        return HttpResponse.status(status).contentType(TYPE).body(problem);
    }

    /** RFC 6750, 3: what kind of key is asked for, and what was wrong with the one that came. */
    static MutableHttpResponse<?> noKey(String detail, String challenge) {
        return of(HttpStatus.UNAUTHORIZED, detail).header("WWW-Authenticate", "Bearer realm=\"waymark\"" + challenge);
    }

    static MutableHttpResponse<?> scope(String wanted) {
        return of(HttpStatus.FORBIDDEN, "this key does not have the scope " + wanted)
                .header(
                        "WWW-Authenticate",
                        "Bearer realm=\"waymark\", error=\"insufficient_scope\", scope=\"" + wanted + "\"");
    }
}
