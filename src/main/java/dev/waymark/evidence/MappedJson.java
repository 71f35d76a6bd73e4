package dev.waymark.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** What became of a statement, as the ledger keeps it. */
final class MappedJson {

    /** The outcome of whatever counts; for the rest it is the name of {@link Mapped.Why}. */
    static final String COUNTED = "COUNTED";

    private MappedJson() {}

    static String outcome(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Counted counted -> COUNTED;
            case Mapped.Ignored ignored -> ignored.why().name();
        };
    }

    static String write(Mapped mapped) {
        return Json.object(json -> {
            json.writeStringField("statement", mapped.statement().value());
            switch (mapped) {
                case Mapped.Ignored ignored -> {
                    json.writeStringField("why", ignored.why().name());
                    Json.put(json, "inFavourOf", ignored.inFavourOf().map(EvidenceId::value));
                }
                case Mapped.Counted counted -> {
                    json.writeObjectFieldStart("evidence");
                    evidence(json, counted.evidence());
                    json.writeEndObject();
                    Json.put(json, "note", counted.note().map(Enum::name));
                    json.writeBooleanField("suggested", counted.suggested());
                }
            }
        });
    }

    static Mapped read(String text) {
        JsonNode json = Json.tree(text);
        EvidenceId statement = new EvidenceId(json.path("statement").asText());
        if (json.has("why")) {
            return new Mapped.Ignored(
                    statement,
                    Mapped.Why.valueOf(json.path("why").asText()),
                    Json.text(json, "inFavourOf").map(EvidenceId::new));
        }
        return new Mapped.Counted(
                statement,
                evidence(json.path("evidence")),
                Json.text(json, "note").map(Mapped.Note::valueOf),
                json.path("suggested").booleanValue());
    }

    private static void evidence(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeStringField("id", evidence.id().value());
        json.writeNumberField("experienced", Micros.of(evidence.experienced()));
        json.writeNumberField("stored", Micros.of(evidence.stored()));
        json.writeStringField("item", evidence.item().iri());
        json.writeArrayFieldStart("competencies");
        for (CompetencyTier each : evidence.competencies()) {
            json.writeStartObject();
            json.writeStringField("id", each.competency().value());
            json.writeNumberField("tier", each.tier().level());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("weight", evidence.weight());
        json.writeObjectFieldStart("seen");
        observation(json, evidence.observation());
        json.writeEndObject();
    }

    private static void observation(JsonGenerator json, Observation observation) throws IOException {
        switch (observation) {
            case Observation.Answer(boolean correct) -> kind(json, "answer").writeBooleanField("correct", correct);
            case Observation.Score(double share, OptionalInt questions) -> {
                kind(json, "score").writeNumberField("share", share);
                if (questions.isPresent()) {
                    json.writeNumberField("questions", questions.getAsInt());
                }
            }
            case Observation.PassFail(boolean passed) -> kind(json, "passFail").writeBooleanField("passed", passed);
            case Observation.Exposure exposure -> kind(json, "exposure");
            case Observation.SelfRating(Tier tier) -> kind(json, "self").writeNumberField("tier", tier.level());
            case Observation.PracticalRating(double share) ->
                kind(json, "practical").writeNumberField("share", share);
            case Observation.PeerRating(Tier tier) -> kind(json, "peer").writeNumberField("tier", tier.level());
            case Observation.ImportedBadge(Tier tier) -> kind(json, "badge").writeNumberField("tier", tier.level());
            case Observation.OnTheJob(Tier tier) -> kind(json, "job").writeNumberField("tier", tier.level());
        }
    }

    private static JsonGenerator kind(JsonGenerator json, String kind) throws IOException {
        json.writeStringField("kind", kind);
        return json;
    }

    private static Evidence evidence(JsonNode json) {
        SortedSet<CompetencyTier> competencies = new TreeSet<>();
        json.path("competencies")
                .forEach(each -> competencies.add(
                        new CompetencyTier(new CompetencyId(each.path("id").asText()), tier(each))));
        return new Evidence(
                new EvidenceId(json.path("id").asText()),
                Micros.toInstant(json.path("experienced").longValue()),
                Micros.toInstant(json.path("stored").longValue()),
                new ActivityId(json.path("item").asText()),
                competencies,
                json.path("weight").doubleValue(),
                observation(json.path("seen")));
    }

    private static Observation observation(JsonNode json) {
        String kind = json.path("kind").asText();
        return switch (kind) {
            case "answer" -> new Observation.Answer(json.path("correct").booleanValue());
            case "score" ->
                new Observation.Score(
                        json.path("share").doubleValue(),
                        Optional.ofNullable(json.get("questions"))
                                .map(node -> OptionalInt.of(node.intValue()))
                                .orElse(OptionalInt.empty()));
            case "passFail" -> new Observation.PassFail(json.path("passed").booleanValue());
            case "exposure" -> new Observation.Exposure();
            case "self" -> new Observation.SelfRating(tier(json));
            case "practical" ->
                new Observation.PracticalRating(json.path("share").doubleValue());
            case "peer" -> new Observation.PeerRating(tier(json));
            case "badge" -> new Observation.ImportedBadge(tier(json));
            case "job" -> new Observation.OnTheJob(tier(json));
            default -> throw new IllegalStateException("the ledger holds an observation of kind \"" + kind + "\"");
        };
    }

    private static Tier tier(JsonNode json) {
        return Tier.ofLevel(json.path("tier").intValue());
    }
}
