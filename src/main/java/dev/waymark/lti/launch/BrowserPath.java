package dev.waymark.lti.launch;

import java.util.Locale;

/** How a launch showed that it came back to the browser in which its login had begun; decided anew for each launch. */
public enum BrowserPath {
    /** Our cookie came back inside the platform's page. */
    COOKIE,

    /** The platform's page kept the secret for us, because the browser keeps no cookie of ours in a frame. */
    PLATFORM_STORAGE,

    /** A window of its own, where our cookie is first-party. */
    NEW_WINDOW,

    /** No cookie and no storage: a navigation that only a page of the platform itself could cause. */
    STRAIGHT_FROM_PLATFORM;

    /** Lower case, as in audit rows: {@code platform_storage}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
