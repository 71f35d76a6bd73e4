package dev.waymark.lrs;

import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The LRSs of each tenant: the one of the environment, and those that an administrator entered. Made at start, so that a
 * wrong setting stops the start. What was entered is read each time, as another node may have changed it.
 */
@Context
public class LrsSources {

    private static final Logger LOG = LoggerFactory.getLogger(LrsSources.class);

    private final Optional<Lrs> ofFirst;
    private final SourceRows rows;
    private final SecretBox box;

    LrsSources(LrsSettings settings, SourceRows rows, SecretBox box) {
        this.ofFirst = settings.lrs();
        this.rows = rows;
        this.box = box;
    }

    /** Those that can be read. One whose secret cannot be opened is left out; its page says so. */
    public List<Lrs> of(TenantId tenant) {
        List<Lrs> all = new ArrayList<>();
        Optional<Lrs> environment = environment(tenant);
        environment.ifPresent(all::add);
        for (SourceRows.Kept kept : rows.of(tenant)) {
            // The settings may name later what was entered before: it is read once.
            boolean named = environment
                    .filter(lrs -> lrs.source().equals(kept.source()))
                    .isPresent();
            if (!kept.address().isEmpty() && !named) {
                opened(tenant, kept).ifPresent(all::add);
            }
        }
        return all;
    }

    /** True if we read this source as an LRS; else it is a sender that only pushes. */
    public boolean isRead(TenantId tenant, String source) {
        return read(tenant).contains(source);
    }

    /** Names of those that we read as LRSs, whether their secrets can be opened just now or not. */
    public Set<String> read(TenantId tenant) {
        Set<String> names = new TreeSet<>();
        environment(tenant).ifPresent(lrs -> names.add(lrs.source()));
        rows.of(tenant).stream().filter(each -> !each.address().isEmpty()).forEach(each -> names.add(each.source()));
        return names;
    }

    /** Those that our own statements are sent to. */
    public List<Lrs> takingOurs(TenantId tenant) {
        return of(tenant).stream().filter(Lrs::takesOurs).toList();
    }

    /** When somebody last pushed statements, to the minute; empty if nobody who still may ever did. */
    public Optional<Instant> lastPush(TenantId tenant) {
        return rows.lastPush(tenant);
    }

    /** The settings speak for the first tenant only: another one's people are no business of that LRS. */
    Optional<Lrs> environment(TenantId tenant) {
        return tenant.equals(TenantId.FIRST) ? ofFirst : Optional.empty();
    }

    Optional<Lrs> opened(TenantId tenant, SourceRows.Kept kept) {
        String secret = "";
        if (!kept.sealed().isEmpty()) {
            Optional<String> opened = box.open(sealedFor(tenant, kept.source()), kept.sealed());
            if (opened.isEmpty()) {
                LOG.error(
                        "The secret of {} cannot be opened: it was sealed with another WAYMARK_SECRET; enter it again",
                        kept.source());
                return Optional.empty();
            }
            secret = opened.get();
        }
        String authorization = switch (kept.authorization()) {
            case NONE -> "";
            case BASIC -> Lrs.basic(kept.user(), secret);
            case BEARER -> "Bearer " + secret;
        };
        return Optional.of(
                new Lrs(kept.source(), kept.uri(), authorization, kept.version(), kept.pace(), kept.takesOurs()));
    }

    static String sealedFor(TenantId tenant, String source) {
        return "secret of LRS " + source + " of tenant " + tenant;
    }
}
