package dev.waymark.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.HtmlErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a browser sees when something is not there or went wrong: a sentence, a code, nothing of our insides. Callers
 * that do not ask for a page get {@link ProblemDetails}. The code is in the log beside the cause.
 */
@Singleton
@Primary
final class ErrorPages implements HtmlErrorResponseBodyProvider {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public String body(ErrorContext error, HttpResponse<?> response) {
        boolean ours = response.code() >= 500;
        String code = ErrorCodes.next();
        if (ours) {
            LOG.error(
                    "{}: {} for {} {}",
                    code,
                    response.code(),
                    error.getRequest().getMethodName(),
                    error.getRequest().getPath(),
                    error.getRootCause().orElse(null));
        }
        Words words = pages.words(error.getRequest()
                .getLocale()
                .map(java.util.Locale::toLanguageTag)
                .orElse("en"));
        String kind = ours
                ? "fault"
                : switch (response.code()) {
                    case 404 -> "missing";
                    case 413 -> "large";
                    default -> "refused";
                };
        Shell shell = pages.shell(Optional.of(error.getRequest()), words, words.text("web.error." + kind + ".title"));
        return pages.render("web/error.jte", Map.of("shell", shell, "kind", kind, "code", code));
    }

    @Override
    public String contentType() {
        return MediaType.TEXT_HTML;
    }
}
