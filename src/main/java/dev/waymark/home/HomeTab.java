package dev.waymark.home;

import dev.waymark.lti.session.LtiSession;

/** A way to a further page of the learner's: a bean of this kind puts it into the navigation, after the first four. */
interface HomeTab {

    /** Below {@code /home}; every page whose path begins with it is shown as here. */
    String path();

    /** Key of its one or two words in the message files. */
    String nameKey();

    /** Small numbers first. */
    int order();

    /** True if the page has something to say that comes before the learner's home. */
    default boolean comesFirst(LtiSession session) {
        return false;
    }
}
