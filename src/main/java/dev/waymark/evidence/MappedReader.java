package dev.waymark.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.Micros;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link MappedJson} writes, in one pass and without a tree: a page of an LRS has the histories of many people
 * read, and a history has thousands of these. Fields may come in any order; what is not known is passed over.
 */
final class MappedReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;

    private MappedReader(JsonParser json) {
        this.json = json;
    }

    /**
     * @throws UncheckedIOException if it is no JSON
     * @throws IllegalArgumentException if a part is missing that nothing can be without
     */
    static Mapped read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return new MappedReader(json).mapped();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger holds what is no JSON", e);
        }
    }

    private Mapped mapped() throws IOException {
        String statement = "";
        Optional<String> why = Optional.empty();
        Optional<String> inFavourOf = Optional.empty();
        Optional<String> note = Optional.empty();
        boolean suggested = false;
        Optional<Evidence> evidence = Optional.empty();
        for (String field = next(); field != null; field = next()) {
            switch (field) {
                case "statement" -> statement = json.getText();
                case "why" -> why = text();
                case "inFavourOf" -> inFavourOf = text();
                case "note" -> note = text();
                case "suggested" -> suggested = json.currentToken() == JsonToken.VALUE_TRUE;
                case "evidence" -> evidence = Optional.of(evidence());
                default -> json.skipChildren();
            }
        }
        EvidenceId id = new EvidenceId(statement);
        if (why.isPresent()) {
            return new Mapped.Ignored(id, Mapped.Why.valueOf(why.get()), inFavourOf.map(EvidenceId::new));
        }
        return new Mapped.Counted(
                id,
                evidence.orElseThrow(() -> new IllegalArgumentException("what counts has no evidence")),
                note.map(Mapped.Note::valueOf),
                suggested);
    }

    private Evidence evidence() throws IOException {
        String id = "";
        long experienced = 0;
        long stored = 0;
        String item = "";
        double weight = 0;
        SortedSet<CompetencyTier> competencies = new TreeSet<>();
        Optional<Observation> seen = Optional.empty();
        for (String field = next(); field != null; field = next()) {
            switch (field) {
                case "id" -> id = json.getText();
                case "experienced" -> experienced = json.getLongValue();
                case "stored" -> stored = json.getLongValue();
                case "item" -> item = json.getText();
                case "weight" -> weight = json.getDoubleValue();
                case "competencies" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        competencies.add(competency());
                    }
                }
                case "seen" -> seen = Optional.of(observation());
                default -> json.skipChildren();
            }
        }
        return new Evidence(
                new EvidenceId(id),
                Micros.toInstant(experienced),
                Micros.toInstant(stored),
                new ActivityId(item),
                competencies,
                weight,
                seen.orElseThrow(() -> new IllegalArgumentException("evidence has no observation")));
    }

    private CompetencyTier competency() throws IOException {
        String id = "";
        int tier = 0;
        for (String field = next(); field != null; field = next()) {
            switch (field) {
                case "id" -> id = json.getText();
                case "tier" -> tier = json.getIntValue();
                default -> json.skipChildren();
            }
        }
        return new CompetencyTier(new CompetencyId(id), Tier.ofLevel(tier));
    }

    private Observation observation() throws IOException {
        String kind = "";
        boolean yes = false;
        double share = 0;
        OptionalInt questions = OptionalInt.empty();
        int tier = 0;
        for (String field = next(); field != null; field = next()) {
            switch (field) {
                case "kind" -> kind = json.getText();
                case "correct", "passed" -> yes = json.currentToken() == JsonToken.VALUE_TRUE;
                case "share" -> share = json.getDoubleValue();
                case "questions" -> questions = OptionalInt.of(json.getIntValue());
                case "tier" -> tier = json.getIntValue();
                default -> json.skipChildren();
            }
        }
        return switch (kind) {
            case "answer" -> new Observation.Answer(yes);
            case "score" -> new Observation.Score(share, questions);
            case "passFail" -> new Observation.PassFail(yes);
            case "exposure" -> new Observation.Exposure();
            case "self" -> new Observation.SelfRating(Tier.ofLevel(tier));
            case "practical" -> new Observation.PracticalRating(share);
            case "peer" -> new Observation.PeerRating(Tier.ofLevel(tier));
            case "badge" -> new Observation.ImportedBadge(Tier.ofLevel(tier));
            case "job" -> new Observation.OnTheJob(Tier.ofLevel(tier));
            default -> throw new IllegalStateException("the ledger holds an observation of kind \"" + kind + "\"");
        };
    }

    /** The next field of the object, with its value to be read; null at the end of the object. */
    private @Nullable String next() throws IOException {
        String field = json.nextFieldName();
        if (field != null) {
            json.nextToken();
        }
        return field;
    }

    private Optional<String> text() throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(json.getText());
    }
}
