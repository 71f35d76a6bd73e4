package dev.waymark.lrs.xapi;

/** A body that is no page of statements at all, so that not even its single statements can be told apart. */
public final class PageUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    public PageUnreadable(String reason) {
        super(reason);
    }
}
