package dev.waymark.lti.core;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a launch. A refusal is a result, not an exception. */
public sealed interface LaunchOutcome {

    /**
     * @param warnings what was left out because it could not be used, for the administrator; never a name
     * @param clockSkew how far the platform's clock seems ahead of ours; negative if behind, or the message was slow
     */
    record Accepted(Message message, List<String> warnings, Duration clockSkew) implements LaunchOutcome {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        /**
         * The launch of a link, where it is one.
         *
         * @throws IllegalStateException if the message is of another kind
         */
        public ResourceLinkLaunch launch() {
            if (message instanceof ResourceLinkLaunch launch) {
                return launch;
            }
            throw new IllegalStateException(
                    "expected the launch of a link, found " + message.getClass().getSimpleName());
        }
    }

    /**
     * @param clause the clause that asks for the check, such as {@code SEC 5.1.3 (9)}
     * @param detail what was expected and what was found; never a token, a key or a name
     * @param clockSkew {@code iat} minus our clock, if there was a believable {@code iat}
     * @param returnUrl where the platform wants people back; only from a token whose signature held
     */
    record Refused(Reason reason, String clause, String detail, Optional<Duration> clockSkew, Optional<URI> returnUrl)
            implements LaunchOutcome {

        public static Refused because(Reason reason, String clause, String detail) {
            return new Refused(reason, clause, detail, Optional.empty(), Optional.empty());
        }
    }
}
