package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an LRS already has what was said. It may have added to it (storing time, authority, object types) and written
 * times, numbers and single context activities in its own way; what we said must all be there (xAPI 1.0.3 Data 2.3.1).
 */
public final class SameStatement {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Set by the LRS, whatever we wrote. */
    private static final Set<String> THEIRS = Set.of("stored", "authority", "version");

    private SameStatement() {}

    /**
     * @param ours what was said
     * @param theirs what is kept under the same id
     */
    public static boolean is(String ours, byte[] theirs) {
        try {
            JsonNode said = JSON.readTree(ours);
            JsonNode kept = JSON.readTree(theirs);
            return said.properties().stream()
                    .filter(field -> !THEIRS.contains(field.getKey()))
                    .allMatch(field -> covers(kept.path(field.getKey()), field.getValue()));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean covers(JsonNode kept, JsonNode said) {
        if (said.isObject()) {
            JsonNode one = kept.isArray() && kept.size() == 1 ? kept.get(0) : kept;
            return one.isObject() && said.properties().stream().allMatch(field -> field(one, field));
        }
        if (said.isArray()) {
            if (!kept.isArray() || kept.size() != said.size()) {
                return false;
            }
            for (int i = 0; i < said.size(); i++) {
                if (!covers(kept.get(i), said.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (said.isNumber() && kept.isNumber()) {
            return Double.compare(said.doubleValue(), kept.doubleValue()) == 0;
        }
        return said.equals(kept) || sameTime(said.asText(), kept.asText());
    }

    private static boolean field(JsonNode kept, Map.Entry<String, JsonNode> field) {
        return covers(kept.path(field.getKey()), field.getValue());
    }

    private static boolean sameTime(String one, String other) {
        Optional<java.time.Instant> time = XapiTime.parse(one);
        return time.isPresent() && time.equals(XapiTime.parse(other));
    }
}
