package dev.waymark.competency;

import dev.waymark.competency.AlignmentDecisions.Decision;
import dev.waymark.competency.AlignmentDecisions.Source;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.SettingRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code alignments/*.json} of the folder that {@code WAYMARK_LTI_CONFIG} names. All files or none: the first one that
 * cannot be used stops the start with its name, the field and the reason.
 */
final class AlignmentFiles {

    private static final String SCHEMA = "/content/alignment.schema.json";
    private static final String WHAT = "alignments";
    private static final String NOTHING = "nothing";

    record File(List<Entry> alignments) {}

    record Entry(
            String activity,
            @Nullable List<AtTier> competencies,
            String kind,
            @Nullable Double weight) {}

    record AtTier(String id, int tier) {}

    private final JsonText schema = new JsonText(Documents.resource(SCHEMA));
    private final Framework framework;

    /** @param framework whose competencies the files may name */
    AlignmentFiles(Framework framework) {
        this.framework = framework;
    }

    /**
     * The decisions of all files, by file name.
     *
     * @param folder need not exist
     * @throws SettingRefused if a file cannot be used
     */
    List<Decision> read(Path folder) {
        Map<ActivityId, Decision> decisions = new TreeMap<>();
        var files = new JsonFolder(folder, WHAT);
        for (Path file : files.files()) {
            List<Entry> entries =
                    JsonText.read(files.text(file, schema), File.class).alignments();
            for (int i = 0; i < entries.size(); i++) {
                Decision decision = decision(file, "/alignments/" + i, entries.get(i));
                Decision before = decisions.putIfAbsent(decision.activity(), decision);
                if (before != null) {
                    throw refused(
                            file,
                            "field /alignments/%d/activity: each activity stands once, found %s before in %s"
                                    .formatted(i, decision.activity(), before.by()));
                }
            }
        }
        return List.copyOf(decisions.values());
    }

    private Decision decision(Path file, String field, Entry entry) {
        ActivityId activity = new ActivityId(entry.activity());
        String by = "file " + file.getFileName();
        List<AtTier> named = entry.competencies() == null ? List.of() : entry.competencies();
        if (NOTHING.equals(entry.kind())) {
            if (!named.isEmpty() || entry.weight() != null) {
                throw refused(
                        file,
                        "field %s/kind: what counts for nothing has no competencies and no weight".formatted(field));
            }
            return new Decision(activity, Optional.empty(), Source.FILE, by);
        }
        if (named.isEmpty()) {
            throw refused(
                    file,
                    "field %s/competencies: expected one or more for kind %s, found none"
                            .formatted(field, entry.kind()));
        }
        var competencies = new TreeSet<CompetencyTier>();
        var seen = new TreeSet<CompetencyId>();
        for (int i = 0; i < named.size(); i++) {
            CompetencyId competency = new CompetencyId(named.get(i).id());
            if (!framework.competencies().contains(competency)) {
                throw refused(
                        file,
                        "field %s/competencies/%d/id: expected a competency of framework %s, found %s"
                                .formatted(field, i, framework.version(), competency));
            }
            if (!seen.add(competency)) {
                throw refused(
                        file,
                        "field %s/competencies/%d/id: each competency stands once, found %s twice"
                                .formatted(field, i, competency));
            }
            competencies.add(
                    new CompetencyTier(competency, Tier.ofLevel(named.get(i).tier())));
        }
        EvidenceKind kind =
                EvidenceKind.valueOf(entry.kind().toUpperCase(Locale.ROOT).replace('-', '_'));
        double weight = entry.weight() == null ? 1 : entry.weight();
        return new Decision(
                activity, Optional.of(new Alignment(activity, competencies, kind, weight, false)), Source.FILE, by);
    }

    private static SettingRefused refused(Path file, String reason) {
        return JsonFolder.refused(WHAT, file, reason);
    }
}
