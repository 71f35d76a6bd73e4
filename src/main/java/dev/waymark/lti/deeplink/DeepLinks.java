package dev.waymark.lti.deeplink;

import dev.waymark.lti.core.ContentItem;
import dev.waymark.lti.core.DeepLinkingRequest;
import dev.waymark.lti.session.LtiSession;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Deep linking requests that wait for somebody to choose: one for each session that began with one. */
public interface DeepLinks {

    /** Keeps what the platform asked, until it is answered or the session ends. */
    void keep(LtiSession session, DeepLinkingRequest.Settings settings);

    /** What this session's platform asked; empty if it asked nothing, or was answered. */
    Optional<DeepLinkingRequest.Settings> asked(LtiSession session);

    /**
     * Answers the platform, once. Built from what the server kept, nothing from the browser but the choice.
     *
     * @param items maybe none; no more than the platform takes, and columns only if it takes them: others are the
     *     caller's mistake and throw {@link IllegalArgumentException}
     * @return empty if nothing waits for an answer any more
     */
    Optional<Reply> answer(LtiSession session, List<ContentItem> items);

    /**
     * Somebody whose answer we made is here again. Platforms do not tell whether they took an answer, so this is the one
     * sign of a refusal that there may be; it is noted for the administrator.
     *
     * @param told what the platform said to it, by {@link ToldError}
     * @return the code of the note; empty if no answer was made in this session, or only just, as by a second click
     */
    Optional<String> cameBack(LtiSession session, Optional<String> told);

    /**
     * What the browser posts.
     *
     * @param to the platform's address, verbatim
     * @param jwt value of the form field {@code JWT}
     */
    record Reply(URI to, String jwt) {
        @Override
        public String toString() {
            return "Reply[to=" + to.getHost() + "]";
        }
    }
}
