package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.shared.TenantId;
import java.util.Set;

/** Takes statements that are brought to us, on the same path as those that we fetch. */
public interface Intake {

    /**
     * Stores what is new, and keeps what cannot be used with its reason. A statement under the id of another is kept as
     * unusable: the first stays (xAPI 1.0.3 Data 2.3.1).
     *
     * @param page as many as fit in one body
     * @return ids under which another statement was known before
     */
    Set<String> take(TenantId tenant, String source, StatementPage page);
}
