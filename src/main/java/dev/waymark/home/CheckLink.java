package dev.waymark.home;

import dev.waymark.lti.deeplink.Linkable;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Pages;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A link to the page on which learners say and show where they stand. There is nothing to grade in it. */
@Singleton
final class CheckLink implements Linkable {

    private final Pages pages;

    CheckLink(Pages pages) {
        this.pages = pages;
    }

    @Override
    public String page() {
        return "self-assessment";
    }

    @Override
    public String path(Optional<String> part) {
        return "/home/check";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Choice> choices(TenantId tenant, Locale locale) {
        Words words = pages.words(locale.toLanguageTag());
        return List.of(new Choice(
                Optional.empty(),
                words.text("home.link.check"),
                words.text("home.link.check-text"),
                Optional.empty(),
                false));
    }
}
