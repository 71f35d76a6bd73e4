package dev.waymark.lrs.xapi;

import java.util.List;
import java.util.Optional;

/**
 * One page of a StatementResult (xAPI 1.0.3 Data 4.2).
 *
 * @param statements in the page's order
 * @param more where the next page is, as written; empty on the last page
 */
public record StatementPage(List<Statement> statements, List<Unusable> unusable, Optional<String> more) {

    public StatementPage {
        statements = List.copyOf(statements);
        unusable = List.copyOf(unusable);
    }
}
