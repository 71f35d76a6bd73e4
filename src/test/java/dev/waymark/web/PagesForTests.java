package dev.waymark.web;

import java.util.Optional;

/** The page maker as tests need it: times in UTC. */
public final class PagesForTests {

    private PagesForTests() {}

    public static Pages pages() {
        return new Pages(new Messages(), new Assets(), Optional.of("UTC"), Optional.of(true));
    }
}
