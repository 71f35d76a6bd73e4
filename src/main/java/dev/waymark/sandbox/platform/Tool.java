package dev.waymark.sandbox.platform;

import java.net.URI;
import java.util.List;

/**
 * A tool that is registered here.
 *
 * @param deployment Moodle's number of the tool; each client has one deployment
 * @param base where the tool is, without a slash at the end
 * @param launch the only redirect_uri; anything else is refused, even with a query added
 */
public record Tool(String clientId, String deployment, String name, URI base, URI login, URI launch, URI keys) {

    /** Of the tool that was written down before anybody registered one. */
    public static final String CLIENT_ID = "waymark-practice";

    static final String DEPLOYMENT_ID = "1";

    static final List<String> SCOPES = List.of(
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/score",
            "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly");

    /** The one that was written down. */
    public Tool(URI base) {
        this(
                CLIENT_ID,
                DEPLOYMENT_ID,
                "Waymark",
                base,
                URI.create(base + "/lti/login"),
                URI.create(base + "/lti/launch"),
                URI.create(base + "/lti/jwks"));
    }
}
