package dev.waymark.lti.token;

import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.ServiceTrouble;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes failed calls for the launch doctor; what came of a call counts more than the note of it. */
@Singleton
class TroubleNotes {

    private static final Logger LOG = LoggerFactory.getLogger(TroubleNotes.class);

    private final ServiceTrouble trouble;

    TroubleNotes(ServiceTrouble trouble) {
        this.trouble = trouble;
    }

    void note(RegisteredPlatform platform, ServiceTrouble.Service service, String detail) {
        try {
            trouble.note(platform, service, detail);
        } catch (DataAccessException e) {
            LOG.warn("A failed call to {} could not be noted: {}", platform.name(), e.getMessage());
        }
    }
}
