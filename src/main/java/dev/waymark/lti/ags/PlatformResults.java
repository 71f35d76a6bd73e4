package dev.waymark.lti.ags;

import dev.waymark.lti.core.LinkHeader;
import dev.waymark.lti.core.ResultItem;
import dev.waymark.lti.core.ServiceAddresses;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.token.ServiceCalls;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads results page by page. No {@code limit} is ever sent: Moodle answers one with an error page. */
@Singleton
final class PlatformResults implements Results {

    private static final Set<String> SCOPES = Set.of(ResultItem.SCOPE);
    private static final int MOST_PAGES = 500;

    private final Platforms platforms;
    private final ServiceCalls calls;

    PlatformResults(Platforms platforms, ServiceCalls calls) {
        this.platforms = platforms;
        this.calls = calls;
    }

    @Override
    public Answer of(
            TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, Optional<String> user) {
        Optional<RegisteredPlatform> platform = platforms.find(tenant, registration);
        if (platform.isEmpty()) {
            return new Answer.TryLater(Optional.empty(), "registration " + registration.value() + " is switched off");
        }
        URI results = ServiceAddresses.results(lineItem);
        URI page = user.map(id -> ServiceAddresses.with(results, "user_id", id)).orElse(results);
        List<ResultItem> found = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        while (seen.add(page) && seen.size() <= MOST_PAGES) {
            var answer = calls.call(
                    platform.get(),
                    deploymentId,
                    SCOPES,
                    HttpRequest.newBuilder(page)
                            .header("Accept", ResultItem.MEDIA_TYPE)
                            .GET());
            switch (answer) {
                case ServiceCalls.Answer.TryLater later -> {
                    return new Answer.TryLater(later.after(), later.detail());
                }
                case ServiceCalls.Answer.NotAllowed denied -> {
                    return new Answer.NotTold(denied.status(), denied.detail());
                }
                case ServiceCalls.Answer.Answered answered -> {
                    Optional<List<ResultItem>> items =
                            answered.success() ? ResultItem.list(answered.body()) : Optional.empty();
                    if (items.isEmpty()) {
                        return new Answer.NotTold(
                                answered.status(), "results: the platform answered " + answered.status());
                    }
                    found.addAll(items.get());
                    Optional<URI> next = LinkHeader.find(answered.headers().allValues("Link"), "next", page);
                    if (next.isEmpty()) {
                        return new Answer.Shown(found);
                    }
                    page = next.get();
                }
            }
        }
        return new Answer.Shown(found);
    }
}
