package dev.waymark.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.Micros;
import java.io.IOException;
import java.util.OptionalInt;

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

    /** As {@link MappedReader#read} reads it. */
    static Mapped read(String text) {
        return MappedReader.read(text);
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
}
