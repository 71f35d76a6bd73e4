package dev.waymark.lti.core;

import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** Port: the public keys that a platform publishes at its registered address, and nowhere else (SEC 6.3). */
@FunctionalInterface
public interface PlatformKeys {

    /** Looks a key up; fetches the key set again, at most once per interval, if the {@code kid} is not in it. */
    Answer find(Registration registration, String kid);

    /** What became of the search. */
    sealed interface Answer {

        record Found(RSAPublicKey key) implements Answer {}

        /**
         * @param found the ids that are there
         */
        record Unknown(List<String> found) implements Answer {
            public Unknown {
                found = List.copyOf(found);
            }
        }

        /**
         * @param detail what happened, such as {@code no answer within 15 s}
         */
        record Unreachable(String detail) implements Answer {}
    }
}
