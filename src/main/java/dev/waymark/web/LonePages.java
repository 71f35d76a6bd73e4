package dev.waymark.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Pages that stand alone: no ways onward but back to the course. */
@Singleton
final class LonePages implements RefusalPages {

    private final Pages pages;

    LonePages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public HttpResponse<String> render(Refusal refusal) {
        Words words = pages.words(refusal.locale().toLanguageTag());
        Shell shell = pages.shell(
                        ServerRequestContext.currentRequest().map(request -> request),
                        words,
                        words.text("web.refused.eyebrow"))
                .offering(refusal.newWindow().filter(LonePages::opens).map(Object::toString));
        Optional<String> back = refusal.back().filter(LonePages::opens).map(Object::toString);
        return pages.page(
                refusal.status(), "web/refusal.jte", Map.of("shell", shell, "refusal", refusal, "back", back));
    }

    /** Only a web address, or one of our own paths, may become a link. */
    private static boolean opens(java.net.URI address) {
        String scheme = address.getScheme();
        return scheme == null ? address.getPath() != null : scheme.equals("https") || scheme.equals("http");
    }
}
