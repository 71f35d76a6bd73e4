package dev.waymark.lti.notice;

import dev.waymark.lti.core.Notice;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.token.ServiceCalls;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import dev.waymark.shared.ToolSettings;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks platforms that have a notification service for the notices we understand: a launch says where, a round asks. */
@Singleton
class NoticeHandlers {

    private static final Set<String> UNDERSTOOD = Set.of(Notice.HELLO_WORLD, Notice.CONTEXT_COPY);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final int LONGEST_ADDRESS = 2000;

    private final NoticeRows rows;
    private final ServiceCalls calls;
    private final Platforms platforms;
    private final Leases leases;
    private final ToolSettings settings;
    private final Clock clock;

    /** What this node has written down already: a class that comes at once writes nothing. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    NoticeHandlers(
            NoticeRows rows,
            ServiceCalls calls,
            Platforms platforms,
            Leases leases,
            ToolSettings settings,
            Clock clock) {
        this.rows = rows;
        this.calls = calls;
        this.platforms = platforms;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void launched(LaunchAccepted event) {
        event.launch()
                .notices()
                .filter(service -> service.handlers().toString().length() <= LONGEST_ADDRESS)
                .ifPresent(service -> service.types().stream()
                        .filter(UNDERSTOOD::contains)
                        .filter(type -> known.add(
                                event.tenant() + " " + event.registration().value() + " "
                                        + event.launch().deploymentId() + " " + type + " " + service.handlers()))
                        .forEach(type -> rows.offered(
                                event.tenant(),
                                event.registration(),
                                event.launch().deploymentId(),
                                type,
                                service.handlers(),
                                handler())));
    }

    private String handler() {
        return settings.at(NoticeController.PATH).toString();
    }

    void askDue(TenantId tenant) {
        List<NoticeRows.Handler> due = rows.due(tenant, clock.instant());
        if (due.isEmpty()) {
            return;
        }
        Optional<Lease> lease = leases.claim("notices/" + tenant, LEASE);
        if (lease.isEmpty()) {
            return;
        }
        try {
            due.forEach(this::ask);
        } finally {
            leases.release(lease.get());
        }
    }

    private void ask(NoticeRows.Handler handler) {
        var platform = platforms.find(handler.tenant(), handler.registration());
        if (platform.isEmpty()) {
            fail(handler, Optional.empty(), "the registration is switched off");
            return;
        }
        String body = "{\"notice_type\":\"%s\",\"handler\":\"%s\"}".formatted(handler.type(), handler());
        var answer = calls.call(
                platform.get(),
                handler.deployment(),
                Set.of(Notice.SCOPE),
                HttpRequest.newBuilder(handler.service())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
        switch (answer) {
            case ServiceCalls.Answer.Answered answered -> {
                if (answered.success()) {
                    rows.registered(handler, clock.instant());
                } else {
                    fail(handler, Optional.of(LONGEST_PAUSE), "the platform answered " + answered.status());
                }
            }
            case ServiceCalls.Answer.TryLater later -> fail(handler, later.after(), later.detail());
            case ServiceCalls.Answer.NotAllowed denied ->
                fail(handler, Optional.of(LONGEST_PAUSE), denied.status() + " " + denied.detail());
        }
    }

    private void fail(NoticeRows.Handler handler, Optional<Duration> asked, String detail) {
        Duration longer = Duration.ofMinutes(1L << Math.min(handler.failures(), 10));
        Duration pause = asked.orElse(longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer);
        Instant next = clock.instant().plus(pause);
        rows.failed(handler, detail, next);
    }

    /** When platforms are asked. */
    @Singleton
    @Requires(property = "waymark.notices.ask", notEquals = "false")
    static class Schedule {

        private final NoticeHandlers handlers;
        private final Tenants tenants;

        Schedule(NoticeHandlers handlers, Tenants tenants) {
            this.handlers = handlers;
            this.tenants = tenants;
        }

        @Scheduled(fixedDelay = "30s", initialDelay = "15s")
        void round() {
            for (TenantId tenant : tenants.all()) {
                handlers.askDue(tenant);
            }
        }
    }
}
