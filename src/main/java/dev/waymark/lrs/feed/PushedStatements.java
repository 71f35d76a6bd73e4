package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.SameStatement;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.Unusable;
import dev.waymark.shared.Contention;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Stores what was pushed in portions of a usual page, each in one transaction. */
@Singleton
class PushedStatements implements Intake {

    private static final int PORTION = 500;

    private final StatementStore store;
    private final Statements statements;

    PushedStatements(StatementStore store, Statements statements) {
        this.store = store;
        this.statements = statements;
    }

    @Override
    public Set<String> take(TenantId tenant, String source, StatementPage page) {
        Set<String> conflicting = new TreeSet<>();
        List<Statement> all = page.statements();
        List<Unusable> unusable = new ArrayList<>(page.unusable());
        List<Statement> sound = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PORTION) {
            List<Statement> some = all.subList(from, Math.min(all.size(), from + PORTION));
            Map<String, String> known = known(tenant, source, some);
            for (Statement each : some) {
                String before = known.putIfAbsent(each.id(), each.raw());
                if (before == null) {
                    sound.add(each);
                } else if (!SameStatement.is(each.raw(), before.getBytes(StandardCharsets.UTF_8))) {
                    conflicting.add(each.id());
                    unusable.add(new Unusable(
                            each.raw(),
                            Optional.of(each.id()),
                            "another statement has the id " + each.id() + " (xAPI 1.0.3 Data 2.3.1): the first stays"));
                }
            }
        }
        for (int from = 0; from < Math.max(1, sound.size()); from += PORTION) {
            List<Statement> some = sound.subList(from, Math.min(sound.size(), from + PORTION));
            var portion = new StatementPage(some, from == 0 ? unusable : List.of(), Optional.empty());
            Set<String> concerned =
                    Contention.retry(() -> store.store(tenant, source, portion, Cursors.Move.STAY, Instant.EPOCH));
            Contention.retry(() -> {
                store.applyLateVoids(tenant, source, concerned);
                return true;
            });
        }
        return conflicting;
    }

    private Map<String, String> known(TenantId tenant, String source, List<Statement> some) {
        Map<String, String> known = new HashMap<>();
        statements.byIds(tenant, some.stream().map(Statement::id).distinct().toList()).stream()
                .filter(raw -> raw.source().equals(source))
                .forEach(raw -> known.put(raw.id(), raw.json()));
        return known;
    }
}
