package dev.waymark.sandbox.platform;

import java.net.URI;
import java.util.List;

/**
 * The one tool that is registered here.
 *
 * @param base where the tool is, without a slash at the end
 */
public record Tool(URI base) {

    public static final String CLIENT_ID = "waymark-practice";

    /** Moodle's number of the tool; each client has one deployment. */
    public static final String DEPLOYMENT_ID = "1";

    static final List<String> SCOPES = List.of(
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/score",
            "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly");

    public URI login() {
        return URI.create(base + "/lti/login");
    }

    /** The only redirect_uri; anything else is refused, even with a query added. */
    public URI launch() {
        return URI.create(base + "/lti/launch");
    }

    public URI keys() {
        return URI.create(base + "/lti/jwks");
    }
}
