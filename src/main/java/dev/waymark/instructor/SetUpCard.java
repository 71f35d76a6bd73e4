package dev.waymark.instructor;

/** @param act what to do, a few words; empty if there is nothing to do */
public record SetUpCard(String title, String text, String act, String href) {

    public boolean isThere() {
        return !act.isEmpty();
    }
}
