package dev.waymark.lti.session;

import dev.waymark.lti.core.Message;
import dev.waymark.lti.registration.RegisteredPlatform;
import io.micronaut.http.MutableHttpResponse;
import java.util.Locale;

/** Where sessions begin. */
public interface Sessions {

    /** How the cookies of sessions begin. */
    String COOKIE = "waymark-";

    /**
     * Opens a session for a message that was accepted. Each message has a session of its own, with an id of its own.
     *
     * @param otherwise the language to answer in if the platform names none
     */
    LtiSession open(RegisteredPlatform platform, Message message, Locale otherwise);

    /** Gives the browser the session's cookie; whether it keeps it shows with the next request. */
    void give(LtiSession session, MutableHttpResponse<?> response);
}
