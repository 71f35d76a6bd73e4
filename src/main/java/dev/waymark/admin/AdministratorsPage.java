package dev.waymark.admin;

import java.util.List;
import java.util.Optional;

/**
 * Who administers a tenant.
 *
 * @param link a one-time link that was just made; shown once
 * @param linkFor whose link it is
 * @param fault key of what was wrong; empty for nothing
 * @param said key of what was done; empty for nothing
 */
public record AdministratorsPage(
        List<Person> people, Optional<String> link, String linkFor, String fault, String said) {

    public AdministratorsPage {
        people = List.copyOf(people);
    }

    /**
     * @param lastSeen when they last signed in, in words
     */
    public record Person(long id, String login, String lastSeen, boolean you) {}
}
