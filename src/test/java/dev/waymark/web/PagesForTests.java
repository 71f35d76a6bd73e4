package dev.waymark.web;

import java.util.Optional;

/** The page makers as tests need them: times in UTC, practice banner on. */
public final class PagesForTests {

    private PagesForTests() {}

    public static Pages pages() {
        return new Pages(new Messages(), new Assets(), Optional.of("UTC"), Optional.of(true));
    }

    public static RefusalPages refusals() {
        return new LonePages(pages());
    }
}
