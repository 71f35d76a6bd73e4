package dev.waymark.lti.nrps;

import dev.waymark.lti.core.LinkHeader;
import dev.waymark.lti.core.Member;
import dev.waymark.lti.core.ServiceAddresses;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.token.ServiceCalls;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends the one {@code Accept} that Moodle takes, and believes no content type: Canvas names an older one. */
@Singleton
final class PlatformMemberships implements Memberships {

    private static final Set<String> SCOPES = Set.of(Member.SCOPE);

    /** Canvas gives no more than 50, whatever is asked. */
    private static final String CANVAS_PAGE = "50";

    private static final String MOODLE_PAGE = "500";

    private final Platforms platforms;
    private final ServiceCalls calls;

    PlatformMemberships(Platforms platforms, ServiceCalls calls) {
        this.platforms = platforms;
        this.calls = calls;
    }

    @Override
    public URI first(URI memberships, Optional<String> productFamily) {
        return switch (productFamily.orElse("")) {
            case "canvas" -> ServiceAddresses.with(memberships, "limit", CANVAS_PAGE);
            case "moodle" -> ServiceAddresses.with(memberships, "limit", MOODLE_PAGE);
            default -> memberships;
        };
    }

    @Override
    public Answer page(TenantId tenant, RegistrationId registration, String deploymentId, URI page) {
        var platform = platforms.find(tenant, registration);
        if (platform.isEmpty()) {
            return new Answer.TryLater(Optional.empty(), "registration " + registration.value() + " is switched off");
        }
        var answer = calls.call(
                platform.get(),
                deploymentId,
                SCOPES,
                HttpRequest.newBuilder(page).header("Accept", Member.MEDIA_TYPE).GET());
        return switch (answer) {
            case ServiceCalls.Answer.TryLater later -> new Answer.TryLater(later.after(), later.detail());
            case ServiceCalls.Answer.NotAllowed denied -> new Answer.NotTold(denied.status(), denied.detail());
            case ServiceCalls.Answer.Answered answered -> read(answered, page);
        };
    }

    private static Answer read(ServiceCalls.Answer.Answered answered, URI page) {
        if (!answered.success()) {
            return new Answer.NotTold(answered.status(), "the platform answered " + answered.status());
        }
        Optional<List<Member>> members = Member.list(answered.body());
        List<String> links = answered.headers().allValues("Link");
        return members.<Answer>map(found -> new Answer.Page(
                        found, LinkHeader.find(links, "next", page), LinkHeader.find(links, "differences", page)))
                .orElseGet(() ->
                        new Answer.TryLater(Optional.empty(), "expected a membership container, found something else"));
    }
}
