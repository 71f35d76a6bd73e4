package dev.waymark.lrs;

import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Context;
import java.util.List;

/** The LRSs of each tenant. Made at start, so that a wrong setting stops the start. */
@Context
public final class LrsSources {

    private final List<Lrs> ofFirst;

    LrsSources(LrsSettings settings) {
        this.ofFirst = settings.lrs().map(List::of).orElse(List.of());
    }

    /** The settings speak for the first tenant only: another one's people are no business of that LRS. */
    public List<Lrs> of(TenantId tenant) {
        return tenant.equals(TenantId.FIRST) ? ofFirst : List.of();
    }
}
