package dev.waymark.sandbox.platform;

import java.util.List;
import java.util.Optional;

/**
 * A developer key of the practice Canvas. All customers of a Canvas in the cloud share its issuer, so two keys are here
 * that differ in nothing else.
 *
 * @param id the client_id
 * @param deploymentId with a colon in it, as Canvas has them
 */
record CanvasClient(String id, String deploymentId, String customer) {

    static final CanvasClient OURS =
            new CanvasClient("10000000000001", "1:7f956b1e02a44c08b02c0b7a0f3b9d11", "Practice College");
    static final CanvasClient ANOTHER =
            new CanvasClient("10000000000002", "2:0a1d55c1c3f94b6aa0bd5c0a7a0e77aa", "Another College");

    static final List<String> SCOPES = List.of(
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/score",
            "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
            "https://purl.imsglobal.org/spec/lti/scope/noticehandlers");

    static Optional<CanvasClient> withId(String id) {
        return List.of(OURS, ANOTHER).stream()
                .filter(client -> client.id.equals(id))
                .findFirst();
    }
}
