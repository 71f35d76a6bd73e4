package dev.waymark.lti.session;

/**
 * Makes links and forms that keep the session, with cookies or without. Every internal link and form action of a page
 * goes through it.
 */
public interface SessionLinks {

    /**
     * The path with the selector of this session's cookie, and, if the browser did not return that cookie, with a fresh,
     * short-lived sealed token.
     */
    String to(LtiSession session, String path);

    /** The value of a form's hidden field {@code csrf}; a POST without the right one is answered 403. */
    String csrf(LtiSession session);

    /** The same page in a window of its own: always carries a token, whatever the cookies. */
    String newWindow(LtiSession session, String path);
}
