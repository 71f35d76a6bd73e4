package dev.waymark.competency;

import dev.waymark.engine.model.CompetencyTier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/** Where a file says what it says, so that what shows only when all is seen together can be told by row. */
final class RowsOfFile {

    /** @param column of a CSV file, or the JSON Pointer with line 0 */
    record Place(int line, String column) {

        String words() {
            return line == 0 ? column : "line %d, column %s".formatted(line, column);
        }
    }

    /** One must come before the other. */
    record Pair(CompetencyTier target, CompetencyTier requires) {}

    private final Map<String, Place> pairs = new TreeMap<>();
    private final List<Pair> inOrder = new ArrayList<>();
    private final Map<String, Place> targets = new TreeMap<>();

    void pair(String target, String requires, Place place) {
        if (pairs.putIfAbsent(target + " " + requires, place) == null) {
            inOrder.add(new Pair(ContentReader.competencyTier(target), ContentReader.competencyTier(requires)));
        }
    }

    void target(String role, String competency, Place place) {
        targets.putIfAbsent(role + " " + competency, place);
    }

    List<Pair> pairs() {
        return inOrder;
    }

    Optional<Place> placeOf(CompetencyTier target, CompetencyTier requires) {
        return Optional.ofNullable(pairs.get(target + " " + requires));
    }

    /** The complaint with the places of the file before it that it rests on, if it rests on any. */
    String placed(Reach.Complaint complaint) {
        SequencedSet<String> places = new LinkedHashSet<>();
        complaint
                .target()
                .map(target -> targets.get(complaint.role() + " " + target.competency()))
                .ifPresent(place -> places.add(place.words()));
        List<CompetencyTier> way = complaint.way();
        for (int i = 0; i + 1 < way.size(); i++) {
            placeOf(way.get(i), way.get(i + 1)).ifPresent(place -> places.add(place.words()));
        }
        return places.isEmpty() ? complaint.sentence() : String.join("; ", places) + ": " + complaint.sentence();
    }

    /** Sentences in their order, those of complaints with their places. */
    List<String> placed(List<String> sentences, List<Reach.Complaint> complaints) {
        Set<String> told = new LinkedHashSet<>();
        Map<String, String> placed = new TreeMap<>();
        complaints.forEach(each -> placed.putIfAbsent(each.sentence(), placed(each)));
        sentences.forEach(each -> told.add(placed.getOrDefault(each, each)));
        return List.copyOf(told);
    }
}
