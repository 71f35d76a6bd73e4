package dev.waymark.lti.ags;

import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.core.LinkHeader;
import dev.waymark.lti.core.ServiceAddresses;
import dev.waymark.lti.registration.Platforms;
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

/** Line items as platforms give and take them: exact media types, filters in the query, no {@code limit}. */
@Singleton
final class PlatformLineItems implements LineItems {

    private static final int MOST_PAGES = 100;
    private static final int MOST_SAID = 200;

    private final Platforms platforms;
    private final ServiceCalls calls;

    PlatformLineItems(Platforms platforms, ServiceCalls calls) {
        this.platforms = platforms;
        this.calls = calls;
    }

    @Override
    public Answer find(
            TenantId tenant, RegistrationId registration, String deploymentId, URI lineItems, Wanted wanted) {
        URI page = lineItems;
        page = with(page, "resource_id", wanted.resourceId());
        page = with(page, "tag", wanted.tag());
        page = with(page, "resource_link_id", wanted.resourceLinkId());
        List<LineItem> found = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        while (seen.add(page) && seen.size() <= MOST_PAGES) {
            var request = HttpRequest.newBuilder(page)
                    .header("Accept", LineItem.LIST_MEDIA_TYPE)
                    .GET();
            switch (call(tenant, registration, deploymentId, Set.of(LineItem.READ_SCOPE), request)) {
                case ServiceCalls.Answer.TryLater later -> {
                    return new Answer.TryLater(later.after(), later.detail());
                }
                case ServiceCalls.Answer.NotAllowed denied -> {
                    return new Answer.Refused(denied.status(), denied.detail());
                }
                case ServiceCalls.Answer.Answered answered -> {
                    Optional<List<LineItem>> items =
                            answered.success() ? LineItem.list(answered.body()) : Optional.empty();
                    if (items.isEmpty()) {
                        return new Answer.Refused(
                                answered.status(), "line items: the platform answered " + answered.status());
                    }
                    found.addAll(items.get());
                    Optional<URI> next = LinkHeader.find(answered.headers().allValues("Link"), "next", page);
                    if (next.isEmpty()) {
                        return new Answer.Found(fitting(found, wanted));
                    }
                    page = next.get();
                }
            }
        }
        return new Answer.Found(fitting(found, wanted));
    }

    @Override
    public Answer make(
            TenantId tenant,
            RegistrationId registration,
            String deploymentId,
            URI lineItems,
            String label,
            double maximum,
            String resourceId,
            String tag) {
        var request = HttpRequest.newBuilder(lineItems)
                .header("Content-Type", LineItem.MEDIA_TYPE)
                .header("Accept", LineItem.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(LineItem.json(label, maximum, resourceId, tag)));
        return switch (call(tenant, registration, deploymentId, Set.of(LineItem.SCOPE), request)) {
            case ServiceCalls.Answer.TryLater later -> new Answer.TryLater(later.after(), later.detail());
            case ServiceCalls.Answer.NotAllowed denied -> new Answer.Refused(denied.status(), denied.detail());
            case ServiceCalls.Answer.Answered answered ->
                LineItem.one(answered.body())
                        .filter(made -> answered.success())
                        .<Answer>map(made -> new Answer.Found(List.of(made)))
                        .orElseGet(() -> new Answer.Refused(
                                answered.status(), "new line item: the platform answered " + answered.status()));
        };
    }

    @Override
    public Answer rename(
            TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, String label) {
        var get = HttpRequest.newBuilder(lineItem)
                .header("Accept", LineItem.MEDIA_TYPE)
                .GET();
        return switch (call(tenant, registration, deploymentId, Set.of(LineItem.SCOPE), get)) {
            case ServiceCalls.Answer.TryLater later -> new Answer.TryLater(later.after(), later.detail());
            case ServiceCalls.Answer.NotAllowed denied -> new Answer.Refused(denied.status(), denied.detail());
            case ServiceCalls.Answer.Answered answered ->
                !answered.success()
                        ? refused("reading the column", answered)
                        : LineItem.relabelled(answered.body(), label)
                                .map(body -> put(tenant, registration, deploymentId, lineItem, body, label))
                                .orElseGet(() -> new Answer.Refused(
                                        answered.status(), "reading the column: the answer is no line item"));
        };
    }

    private Answer put(
            TenantId tenant,
            RegistrationId registration,
            String deploymentId,
            URI lineItem,
            String body,
            String label) {
        var request = HttpRequest.newBuilder(lineItem)
                .header("Content-Type", LineItem.MEDIA_TYPE)
                .header("Accept", LineItem.MEDIA_TYPE)
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        return switch (call(tenant, registration, deploymentId, Set.of(LineItem.SCOPE), request)) {
            case ServiceCalls.Answer.TryLater later -> new Answer.TryLater(later.after(), later.detail());
            case ServiceCalls.Answer.NotAllowed denied -> new Answer.Refused(denied.status(), denied.detail());
            case ServiceCalls.Answer.Answered answered ->
                answered.success() ? taken(answered, body, label) : refused("renaming the column", answered);
        };
    }

    /** Some platforms echo the item, some answer nothing; one that kept another label did not take ours. */
    private static Answer taken(ServiceCalls.Answer.Answered answered, String sent, String label) {
        LineItem now =
                LineItem.one(answered.body()).or(() -> LineItem.one(sent)).orElseThrow();
        return now.label().equals(label)
                ? new Answer.Found(List.of(now))
                : new Answer.Refused(answered.status(), "the platform kept the label \"" + now.label() + "\"");
    }

    /** With the beginning of what a service says in words; a page for browsers says nothing. */
    private static Answer refused(String what, ServiceCalls.Answer.Answered answered) {
        String said = answered.body().strip();
        String words = said.isEmpty() || said.startsWith("<")
                ? ""
                : ": " + said.substring(0, Math.min(said.length(), MOST_SAID)).replaceAll("\\s+", " ");
        return new Answer.Refused(answered.status(), what + ": the platform answered " + answered.status() + words);
    }

    /** A platform that knows no filters sends everything. */
    private static List<LineItem> fitting(List<LineItem> all, Wanted wanted) {
        return all.stream()
                .filter(item -> fits(wanted.resourceId(), item.resourceId())
                        && fits(wanted.tag(), item.tag())
                        && fits(wanted.resourceLinkId(), item.resourceLinkId()))
                .toList();
    }

    private static boolean fits(Optional<String> wanted, Optional<String> found) {
        return wanted.isEmpty() || wanted.equals(found);
    }

    private static URI with(URI address, String name, Optional<String> value) {
        return value.map(text -> ServiceAddresses.with(address, name, text)).orElse(address);
    }

    private ServiceCalls.Answer call(
            TenantId tenant,
            RegistrationId registration,
            String deploymentId,
            Set<String> scopes,
            HttpRequest.Builder request) {
        return platforms
                .find(tenant, registration)
                .map(platform -> calls.call(platform, deploymentId, scopes, request))
                .orElseGet(() -> new ServiceCalls.Answer.TryLater(
                        Optional.empty(), "registration " + registration.value() + " is switched off"));
    }
}
