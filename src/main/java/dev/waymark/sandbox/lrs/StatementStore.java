package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements in the order of {@code stored}, which is strictly increasing. With late commits a statement has its
 * {@code stored} before anyone can see it: that is what makes readers of real LRSs miss some.
 */
final class StatementStore {

    /** What became of statements that were sent. */
    sealed interface Outcome {
        /** @param nothingNew true if each was already here, the same */
        record Accepted(List<UUID> ids, boolean nothingNew) implements Outcome {}

        /** Another statement has this id; nothing was kept. */
        record Conflict(UUID id) implements Outcome {}
    }

    /** @param last {@code stored} of the last one if there are more */
    record Page(List<ObjectNode> statements, Optional<Instant> last) {}

    private record Kept(UUID id, Instant stored, Instant visible, ObjectNode statement) {}

    private final Clock clock;
    private final StatementFile file;
    private final List<Kept> inOrder = new ArrayList<>();
    private final Map<UUID, Kept> byId = new HashMap<>();
    private final Set<UUID> voided = new HashSet<>();

    StatementStore(Clock clock, StatementFile file) {
        this.clock = clock;
        this.file = file;
        file.read().forEach(statement -> {
            Instant stored = Instant.parse(statement.path("stored").asText());
            remember(new Kept(UUID.fromString(statement.path("id").asText()), stored, stored, statement));
        });
    }

    /**
     * All or nothing.
     *
     * @param late how long nobody sees them
     * @param twice those without an id are kept twice
     */
    synchronized Outcome add(List<ObjectNode> sent, ObjectNode authority, Duration late, boolean twice) {
        List<UUID> ids = new ArrayList<>();
        List<ObjectNode> fresh = new ArrayList<>();
        for (ObjectNode statement : sent) {
            boolean named = statement.has("id");
            UUID id = named ? UUID.fromString(statement.path("id").asText()) : UUID.randomUUID();
            Kept before = byId.get(id);
            if (before != null && !SameStatement.same(before.statement, statement)) {
                return new Outcome.Conflict(id);
            }
            ids.add(id);
            if (before == null) {
                fresh.add(completed(statement, id, authority));
                if (twice && !named) {
                    fresh.add(completed(statement, UUID.randomUUID(), authority));
                }
            }
        }
        keep(fresh, late);
        return new Outcome.Accepted(List.copyOf(ids), fresh.isEmpty());
    }

    /** One that can be seen and is not voided, or is voided if those are asked for. */
    synchronized Optional<ObjectNode> find(UUID id, boolean ofVoided) {
        return Optional.ofNullable(byId.get(id))
                .filter(kept -> !kept.visible.isAfter(clock.instant()) && voided.contains(id) == ofVoided)
                .map(Kept::statement);
    }

    synchronized Page find(StatementQuery query, int limit) {
        Instant now = clock.instant();
        var filter = new StatementFilter(query);
        List<Kept> found = inOrder(query)
                .filter(kept -> query.asksFor(kept.stored) && !kept.visible.isAfter(now) && !voided.contains(kept.id))
                .filter(kept -> fits(kept, filter, new HashSet<>()))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Kept> page = more ? found.subList(0, limit) : found;
        return new Page(
                page.stream().map(Kept::statement).toList(),
                more ? Optional.of(page.getLast().stored) : Optional.empty());
    }

    /** All that are kept, the voided and the late too. */
    synchronized List<ObjectNode> all() {
        return inOrder.stream().map(Kept::statement).toList();
    }

    private Stream<Kept> inOrder(StatementQuery query) {
        int size = inOrder.size();
        return IntStream.range(0, size).mapToObj(i -> inOrder.get(query.ascending() ? i : size - 1 - i));
    }

    /** A statement about a statement that fits, fits too; its own time counts (Communication 2.1.4). */
    private boolean fits(Kept kept, StatementFilter filter, Set<UUID> seen) {
        if (filter.fits(kept.statement)) {
            return true;
        }
        var object = kept.statement.path("object");
        if (!object.path("objectType").asText().equals("StatementRef") || !seen.add(kept.id)) {
            return false;
        }
        Kept target = byId.get(UUID.fromString(object.path("id").asText()));
        return target != null && fits(target, filter, seen);
    }

    private static ObjectNode completed(ObjectNode statement, UUID id, ObjectNode authority) {
        ObjectNode whole = Vocabulary.JSON.createObjectNode();
        whole.put("id", id.toString());
        whole.setAll(statement.deepCopy());
        whole.put("id", id.toString());
        whole.set("authority", authority);
        if (!whole.has("version")) {
            whole.put("version", "1.0.0");
        }
        return whole;
    }

    private void keep(List<ObjectNode> fresh, Duration late) {
        Instant visible = clock.instant().plus(late);
        for (ObjectNode statement : fresh) {
            Instant stored = nextStored();
            statement.put("stored", stored.toString());
            if (!statement.has("timestamp")) {
                statement.put("timestamp", stored.toString());
            }
            remember(new Kept(UUID.fromString(statement.path("id").asText()), stored, visible, statement));
        }
        file.append(fresh);
    }

    private Instant nextStored() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (inOrder.isEmpty() || now.isAfter(inOrder.getLast().stored)) {
            return now;
        }
        return inOrder.getLast().stored.plus(1, ChronoUnit.MICROS);
    }

    /** A voiding statement cannot itself be voided (Data 2.3.2); one whose target is not here yet waits for it. */
    private void remember(Kept kept) {
        inOrder.add(kept);
        byId.put(kept.id, kept);
        if (Vocabulary.isVoiding(kept.statement)) {
            voided.remove(kept.id);
            UUID target =
                    UUID.fromString(kept.statement.path("object").path("id").asText());
            Kept found = byId.get(target);
            if (found == null || !Vocabulary.isVoiding(found.statement)) {
                voided.add(target);
            }
        }
    }
}
