package dev.waymark.lti.core;

import dev.waymark.lti.core.ResourceLinkLaunch.Context;
import dev.waymark.lti.core.ResourceLinkLaunch.GradeService;
import dev.waymark.lti.core.ResourceLinkLaunch.MembershipService;
import dev.waymark.lti.core.ResourceLinkLaunch.PersonName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may change a course wants to choose what to put into it (LTI Deep Linking 2.0, 4.4). Checked like a
 * launch; besides, that the person is staff and that the answer goes to the platform.
 *
 * @param settings what the platform will take
 * @param members as in a launch; platforms leave the services out as they like
 */
public record DeepLinkingRequest(
        String issuer,
        String clientId,
        String deploymentId,
        Optional<String> subject,
        Set<Role> roles,
        boolean testUser,
        URI targetLinkUri,
        Optional<Context> context,
        PersonName person,
        Optional<String> locale,
        Optional<URI> returnUrl,
        Optional<String> productFamily,
        Map<String, String> custom,
        Optional<GradeService> grades,
        Optional<MembershipService> members,
        Settings settings)
        implements Message {

    public DeepLinkingRequest {
        roles = Set.copyOf(roles);
        custom = Map.copyOf(custom);
    }

    @Override
    public Optional<ResourceLinkLaunch.ResourceLink> link() {
        return Optional.empty();
    }

    /**
     * {@code deep_linking_settings} (DL 4.4.1).
     *
     * @param returnUrl where the answer goes, verbatim: its query belongs to it
     * @param acceptTypes such as {@code ltiResourceLink}
     * @param acceptMultiple if not said, one item only: what every platform takes
     * @param acceptLineItem true or not said: the item may bring a grade column. Moodle says nothing and takes them.
     * @param data to be sent back as it is, if and only if it was there
     */
    public record Settings(
            URI returnUrl,
            Set<String> acceptTypes,
            boolean acceptMultiple,
            boolean acceptLineItem,
            Optional<String> data,
            Optional<String> title,
            Optional<String> text) {

        /** The one kind of item that opens this tool. */
        static final String RESOURCE_LINK = "ltiResourceLink";

        public Settings {
            acceptTypes = Set.copyOf(acceptTypes);
        }

        public boolean acceptsLinks() {
            return acceptTypes.contains(RESOURCE_LINK);
        }
    }
}
