package dev.waymark.lti.session;

/** A page was asked for that only somebody with a session may see. */
final class SessionRequired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionRequired() {
        super("no valid session", null, false, false);
    }
}
