package dev.waymark.home;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.lti.deeplink.Linkable;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Pages;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Links to the path towards one competency; the grade column of one holds the score in this competency alone. */
@Singleton
final class CompetencyLink implements Linkable {

    private final Configurations configurations;
    private final Pages pages;

    CompetencyLink(Configurations configurations, Pages pages) {
        this.configurations = configurations;
        this.pages = pages;
    }

    @Override
    public String page() {
        return "competency";
    }

    @Override
    public String path(Optional<String> part) {
        return part.map(id -> "/home/competency?id=" + id).orElse("/home");
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public List<Choice> choices(TenantId tenant, Locale locale) {
        Published published = configurations.inForce(tenant);
        Words words = pages.words(locale.toLanguageTag());
        return published.framework().competencies().stream()
                .map(id -> new Choice(
                        Optional.of(id.value()),
                        published.words().competency(id, words.locale()),
                        words.text(
                                "home.link.competency-text", published.words().competency(id, words.locale())),
                        Optional.of("competency/" + id.value()),
                        false))
                .toList();
    }
}
