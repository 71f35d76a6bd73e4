package dev.waymark.competency;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of the content files, field by field as their schemas have them. Words are maps by language tag. */
final class ContentFiles {

    private ContentFiles() {}

    /**
     * @param criteria what tiers demand besides the estimate
     * @param origin the CASE package that it was made of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Framework(
            String version,
            Map<String, String> name,
            List<Map<String, String>> tiers,
            List<Double> cutScores,
            List<Competency> competencies,
            List<Needs> prerequisites,
            @Nullable List<Demand> criteria,
            @Nullable Origin origin) {

        Framework named(String otherVersion) {
            return new Framework(otherVersion, name, tiers, cutScores, competencies, prerequisites, criteria, origin);
        }
    }

    /**
     * @param document identifier of its CFDocument
     * @param digest SHA-256 of the package as it is kept
     * @param granularity which items became competencies
     */
    record Origin(String document, String digest, String granularity) {}

    /**
     * @param descriptors what a person at tiers 1 to 4 can do; absent: said in general words
     * @param caseItem identifier of the CFItem that it was made of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Competency(
            String id,
            Map<String, String> name,
            @Nullable List<Map<String, String>> descriptors,
            @Nullable List<String> alignsWith,
            @Nullable List<Double> cutScores,
            @Nullable String caseItem) {}

    /**
     * What a tier demands besides the estimate.
     *
     * @param target such as {@code C03@3}
     */
    record Demand(String target, Condition demand) {}

    /**
     * One condition, or "all of" or "any of" several; exactly one of the first five fields is there.
     *
     * @param scoreAtLeast least share of the points on the activity
     * @param ratedPractical least share of the rubric on rated practical work, on the activity if there is one
     * @param name of the activity or badge, for people
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Condition(
            @Nullable List<Condition> all,
            @Nullable List<Condition> any,
            @Nullable Double scoreAtLeast,
            @Nullable Double ratedPractical,
            @Nullable String completed,
            @Nullable String badge,
            @Nullable String activity,
            @Nullable Map<String, String> name) {}

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
