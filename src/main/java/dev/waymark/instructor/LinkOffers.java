package dev.waymark.instructor;

import dev.waymark.instructor.LinksPage.Group;
import dev.waymark.instructor.LinksPage.Offer;
import dev.waymark.lti.core.ContentItem;
import dev.waymark.lti.core.DeepLinkingRequest.Settings;
import dev.waymark.lti.deeplink.Linkable;
import dev.waymark.lti.deeplink.Linkable.Choice;
import dev.waymark.lti.registration.ToolFacts;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.shared.ToolSettings;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the faces of this tool can put into a course, and the links that are made of a choice. */
@Singleton
final class LinkOffers {

    /** Points of a grade column: scores are percent. */
    private static final double POINTS = 100;

    /** Our mark on columns that are ours; with it they are found again in a copy of the course. */
    private static final String TAG = "waymark";

    /** Variables that the platform replaces at each launch; one it does not know comes back as it is and is ignored. */
    private static final Map<String, String> HISTORY = Map.of(
            ToolFacts.CONTEXT_HISTORY, "$Context.id.history", ToolFacts.LINK_HISTORY, "$ResourceLink.id.history");

    private final List<Linkable> pages;
    private final ToolSettings settings;

    LinkOffers(List<Linkable> pages, ToolSettings settings) {
        this.pages = pages.stream()
                .sorted(Comparator.comparingInt(Linkable::order).thenComparing(Linkable::page))
                .toList();
        this.settings = settings;
    }

    /** One thing that can be chosen, by the key that the form has for it. */
    record Offered(Linkable page, Choice choice) {}

    Map<String, Offered> all(LtiSession session, Words words) {
        Map<String, Offered> found = new LinkedHashMap<>();
        for (Linkable page : pages) {
            for (Choice choice : page.choices(session.tenant(), words.locale())) {
                String key = page.page() + choice.part().map(part -> ":" + part).orElse("");
                found.put(key, new Offered(page, choice));
            }
        }
        return found;
    }

    /** Single pages first, then each page that has parts. */
    List<Group> groups(LtiSession session, Words words, Set<String> chosen, Set<String> withColumn) {
        List<Offer> single = new ArrayList<>();
        Map<String, List<Offer>> parted = new LinkedHashMap<>();
        all(session, words).forEach((key, offered) -> {
            var offer = new Offer(
                    key,
                    offered.choice().title(),
                    offered.choice().text(),
                    offered.choice().column().isPresent(),
                    chosen.contains(key),
                    withColumn.contains(key));
            if (offered.choice().part().isEmpty()) {
                single.add(offer);
            } else {
                parted.computeIfAbsent(offered.page().page(), page -> new ArrayList<>())
                        .add(offer);
            }
        });
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(words.text("instructor.link.pages"), single));
        parted.forEach((page, offers) -> groups.add(new Group(words.text("instructor.link.parts." + page), offers)));
        return groups;
    }

    /** The links of what was chosen; columns only where the platform takes them and there is something to grade. */
    List<ContentItem> items(Settings asked, List<Offered> chosen, Set<Offered> withColumn) {
        return chosen.stream()
                .map(offered -> item(offered, asked.acceptLineItem() && withColumn.contains(offered)))
                .toList();
    }

    private ContentItem item(Offered offered, boolean withColumn) {
        Choice choice = offered.choice();
        URI launch = settings.at("/lti/launch");
        Map<String, String> custom = new HashMap<>(HISTORY);
        custom.put(Linkable.PAGE, offered.page().page());
        choice.part().ifPresent(part -> custom.put(Linkable.PART, part));
        Optional<ContentItem.Column> column = choice.column()
                .filter(what -> withColumn)
                .map(what ->
                        new ContentItem.Column(choice.title(), POINTS, TAG + "/" + what, TAG, Optional.of(launch)));
        return new ContentItem(choice.title(), Optional.of(choice.text()), launch, custom, column);
    }
}
