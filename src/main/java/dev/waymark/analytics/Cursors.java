package dev.waymark.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a reader stopped, as a text that means nothing to them. It is sealed, because a key may hold what is not shown, and
 * it holds for one tenant and one dataset only.
 */
@Singleton
class Cursors {

    private static final String PURPOSE = "analytics cursor";

    private final SecretBox box;
    private final ObjectMapper json = new ObjectMapper();

    Cursors(SecretBox box) {
        this.box = box;
    }

    String write(TenantId tenant, Dataset dataset, List<Object> key) {
        List<Object> kept = new ArrayList<>();
        kept.add(tenant.value());
        kept.add(dataset.slug());
        key.forEach(value -> kept.add(value instanceof Instant instant ? Micros.of(instant) : value));
        try {
            return box.seal(PURPOSE, json.writeValueAsString(kept));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a key is text and numbers", e);
        }
    }

    /** Empty if it is not one of ours, or of another tenant or dataset. */
    Optional<List<Object>> read(TenantId tenant, Dataset dataset, String cursor) {
        return box.open(PURPOSE, cursor).flatMap(text -> {
            try {
                JsonNode kept = json.readTree(text);
                List<Column> keys = dataset.keys();
                if (kept.size() != keys.size() + 2
                        || kept.get(0).asLong() != tenant.value()
                        || !kept.get(1).asText().equals(dataset.slug())) {
                    return Optional.empty();
                }
                List<Object> key = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    JsonNode value = kept.get(i + 2);
                    key.add(keys.get(i).type() == Column.Type.TEXT ? value.asText() : (Object) value.asLong());
                }
                return Optional.of(key);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        });
    }
}
