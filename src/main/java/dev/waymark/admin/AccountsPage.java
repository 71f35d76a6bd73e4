package dev.waymark.admin;

import java.util.List;
import java.util.Optional;

/**
 * Which xAPI agents are whose: those that are nobody's, what was declared, and what was linked by hand.
 *
 * @param fault what was wrong, a sentence; empty for nothing
 * @param said key of what was done; empty for nothing
 * @param range which of the unlinked agents are shown, a sentence; blank if all are
 */
public record AccountsPage(
        String fault,
        String said,
        String answer,
        List<Stranger> strangers,
        String range,
        Optional<String> before,
        Optional<String> after,
        List<Declared> declared,
        List<Platform> platforms,
        List<Option> fields,
        String asked,
        List<Person> people) {

    public AccountsPage {
        strangers = List.copyOf(strangers);
        declared = List.copyOf(declared);
        platforms = List.copyOf(platforms);
        fields = List.copyOf(fields);
        people = List.copyOf(people);
    }

    /**
     * @param kind {@code ACCOUNT}, {@code MBOX} …
     * @param who what identifies it; an address is shown only in part
     * @param key for the form
     * @param linkable false for a group, which is nobody
     */
    public record Stranger(
            String kind, String who, String name, String statements, String newest, String key, boolean linkable) {}

    public record Declared(String id, String sentence) {}

    /**
     * @param vouched true if its e-mail addresses are vouched for
     */
    public record Platform(long id, String name, boolean vouched) {}

    public record Option(String value, String text) {}

    /**
     * A person that was looked for, with their agents.
     */
    public record Person(String id, String name, List<Agent> agents) {
        public Person {
            agents = List.copyOf(agents);
        }
    }

    /**
     * @param says who says that it is theirs, in words
     */
    public record Agent(String key, String who, String says) {}
}
