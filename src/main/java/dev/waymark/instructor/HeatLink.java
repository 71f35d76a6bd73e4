package dev.waymark.instructor;

import dev.waymark.lti.deeplink.Linkable;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Pages;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A link to the heat map of the course. A learner who opens it is told whose page it is. */
@Singleton
final class HeatLink implements Linkable {

    private final Pages pages;

    HeatLink(Pages pages) {
        this.pages = pages;
    }

    @Override
    public String page() {
        return "heat-map";
    }

    @Override
    public String path(Optional<String> part) {
        return "/course/heatmap";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public List<Choice> choices(TenantId tenant, Locale locale) {
        Words words = pages.words(locale.toLanguageTag());
        return List.of(new Choice(
                Optional.empty(),
                words.text("instructor.link.heat"),
                words.text("instructor.link.heat-text"),
                Optional.empty(),
                true));
    }
}
