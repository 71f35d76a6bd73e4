package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * What can be put into the course, to choose from.
 *
 * @param mistake what was wrong with the last choice, a sentence
 * @param several true if more than one may be chosen
 * @param columns true if the course takes grade columns with links
 * @param offers empty if the course takes no links
 */
public record LinksPage(
        String action, String csrf, Optional<String> mistake, boolean several, boolean columns, List<Group> offers) {

    public LinksPage {
        offers = List.copyOf(offers);
    }

    /** Links that belong together. */
    public record Group(String name, List<Offer> offers) {
        public Group {
            offers = List.copyOf(offers);
        }
    }

    /**
     * @param key what the form sends for it
     * @param column true if a grade column can come with it
     */
    public record Offer(String key, String title, String text, boolean column, boolean chosen, boolean columnChosen) {}
}
