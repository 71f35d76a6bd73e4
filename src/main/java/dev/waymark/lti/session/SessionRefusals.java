package dev.waymark.lti.session;

import dev.waymark.web.Messages;
import dev.waymark.web.RefusalPages;
import dev.waymark.web.RefusalPages.Refusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages for a session that is missing (401) and for a form that is not ours (403). */
@Singleton
final class SessionRefusals implements ExceptionHandler<SessionRequired, HttpResponse<?>> {

    private final RefusalPages pages;
    private final Messages messages;

    SessionRefusals(RefusalPages pages, Messages messages) {
        this.pages = pages;
        this.messages = messages;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, SessionRequired missing) {
        return page(request, HttpStatus.UNAUTHORIZED, "session_missing", "WM-SESS");
    }

    HttpResponse<?> foreignForm(HttpRequest<?> request) {
        return page(request, HttpStatus.FORBIDDEN, "form_foreign", "WM-FORM");
    }

    /** Somebody who is known, and may not do this. */
    HttpResponse<?> notAllowed(LtiSession session, List<Right> taken) {
        boolean over = session.reach().concluded() && taken.stream().allMatch(Right::changes);
        String key = "lti.refused." + (over ? "concluded" : session.learns() ? "for_staff" : "not_allowed");
        Locale locale = Messages.nearest(session.locale());
        return pages.render(new Refusal(
                HttpStatus.FORBIDDEN,
                locale,
                messages.text(locale, key + ".title"),
                messages.text(locale, key + ".text"),
                session.learns() ? "WM-STAFF" : "WM-RIGHT",
                List.of(),
                session.returnUrl(),
                Optional.empty()));
    }

    private HttpResponse<?> page(HttpRequest<?> request, HttpStatus status, String key, String code) {
        Locale locale =
                Messages.nearest(request.getLocale().orElse(Locale.ENGLISH).toLanguageTag());
        return pages.render(new Refusal(
                status,
                locale,
                messages.text(locale, "lti.refused." + key + ".title"),
                messages.text(locale, "lti.refused." + key + ".text"),
                code,
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }
}
