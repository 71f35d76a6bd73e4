package dev.waymark.evidence;

import dev.waymark.lrs.Written;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accepted launches of people of the site of {@link Written}. */
public final class Launches {

    public static final RegistrationId MOODLE = new RegistrationId(1);

    private Launches() {}

    public static LaunchAccepted of(String user, Role... roles) {
        return new LaunchAccepted(
                TenantId.FIRST, MOODLE, launch(Written.SITE, Optional.of(user), roles), Instant.now());
    }

    public static ResourceLinkLaunch launch(String issuer, Optional<String> subject, Role... roles) {
        return new ResourceLinkLaunch(
                issuer,
                "waymark",
                "1",
                subject,
                Set.of(roles),
                false,
                URI.create("https://waymark.test/home"),
                new ResourceLinkLaunch.ResourceLink("link", Optional.empty()),
                Optional.of(new ResourceLinkLaunch.Context("2", Optional.empty(), Optional.empty())),
                new ResourceLinkLaunch.PersonName(
                        Optional.of("Person " + subject.orElse("")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("someone@example.org")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("moodle"),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
