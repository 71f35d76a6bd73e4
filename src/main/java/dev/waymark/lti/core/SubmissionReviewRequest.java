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
 * Somebody wants to see what stands behind a grade (LTI Submission Review 1.0). Checked like a launch; besides, that a
 * learner asks for nobody's work but their own: a real Moodle signs requests of learners for anybody.
 *
 * @param launch who asks, from where
 * @param forUser the platform's name for whose work it is, at most 255 characters
 */
public record SubmissionReviewRequest(ResourceLinkLaunch launch, String forUser) implements Message {

    /** True if somebody looks at their own work. */
    public boolean ofOneself() {
        return launch.subject().filter(forUser::equals).isPresent();
    }

    @Override
    public String issuer() {
        return launch.issuer();
    }

    @Override
    public String clientId() {
        return launch.clientId();
    }

    @Override
    public String deploymentId() {
        return launch.deploymentId();
    }

    @Override
    public Optional<String> subject() {
        return launch.subject();
    }

    @Override
    public Set<Role> roles() {
        return launch.roles();
    }

    @Override
    public boolean testUser() {
        return launch.testUser();
    }

    @Override
    public URI targetLinkUri() {
        return launch.targetLinkUri();
    }

    @Override
    public Optional<Context> context() {
        return launch.context();
    }

    @Override
    public PersonName person() {
        return launch.person();
    }

    @Override
    public Optional<String> locale() {
        return launch.locale();
    }

    @Override
    public Optional<URI> returnUrl() {
        return launch.returnUrl();
    }

    @Override
    public Optional<String> productFamily() {
        return launch.productFamily();
    }

    @Override
    public Map<String, String> custom() {
        return launch.custom();
    }

    @Override
    public Optional<GradeService> grades() {
        return launch.grades();
    }

    @Override
    public Optional<MembershipService> members() {
        return launch.members();
    }

    @Override
    public Optional<ResourceLinkLaunch.ResourceLink> link() {
        return launch.link();
    }
}
