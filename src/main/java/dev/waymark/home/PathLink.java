package dev.waymark.home;

import dev.waymark.lti.deeplink.Linkable;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Pages;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A link to the learner's first page; its grade column holds the score of the whole path. */
@Singleton
final class PathLink implements Linkable {

    private final Pages pages;

    PathLink(Pages pages) {
        this.pages = pages;
    }

    @Override
    public String page() {
        return "path";
    }

    @Override
    public String path(Optional<String> part) {
        return "/home";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Choice> choices(TenantId tenant, Locale locale) {
        Words words = pages.words(locale.toLanguageTag());
        return List.of(new Choice(
                Optional.empty(),
                words.text("home.link.path"),
                words.text("home.link.path-text"),
                Optional.of("path"),
                false));
    }
}
