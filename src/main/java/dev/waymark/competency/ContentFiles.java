package dev.waymark.competency;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of the content files, field by field as their schemas have them. Words are maps by language tag. */
final class ContentFiles {

    private ContentFiles() {}

    record Framework(
            String version,
            Map<String, String> name,
            List<Map<String, String>> tiers,
            List<Double> cutScores,
            List<Competency> competencies,
            List<Needs> prerequisites) {}

    record Competency(
            String id,
            Map<String, String> name,
            List<Map<String, String>> descriptors,
            @Nullable List<String> alignsWith,
            @Nullable List<Double> cutScores) {}

    /**
     * @param target such as {@code C03@2}
     * @param requires likewise
     */
    record Needs(String target, List<String> requires) {}

    record Roles(Role baseline, List<Role> roles) {}

    record Role(String id, Map<String, String> name, double weight, int start, Map<String, Integer> targets) {}

    record Catalogue(List<Item> items) {

        Catalogue and(Catalogue other) {
            List<Item> all = new ArrayList<>(items);
            all.addAll(other.items());
            return new Catalogue(all);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String id,
            Map<String, Double> teaches,
            int minutes,
            String method,
            boolean practical,
            Map<String, String> title,
            Map<String, String> task,
            Map<String, String> doneWhen,
            @Nullable String activity,
            @Nullable String address,
            @Nullable List<String> entry,
            @Nullable String reviewed,
            @Nullable String opens,
            @Nullable String closes) {}
}
