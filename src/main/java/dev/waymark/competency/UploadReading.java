package dev.waymark.competency;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.waymark.competency.ContentFiles.Catalogue;
import dev.waymark.competency.ContentFiles.Competency;
import dev.waymark.competency.ContentFiles.Demand;
import dev.waymark.competency.ContentFiles.Framework;
import dev.waymark.competency.ContentFiles.Role;
import dev.waymark.competency.ContentFiles.Roles;
import dev.waymark.competency.Frameworks.Finding;
import dev.waymark.competency.Frameworks.Upload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts what a file says in the place of one part of the documents it is based on. */
final class UploadReading {

    private static final TypeReference<List<Demand>> DEMANDS = new TypeReference<>() {};

    /** The documents that would come of it, if nothing was found wrong. */
    private Optional<Documents> documents = Optional.empty();

    /** The package to keep, for CASE. */
    private Optional<byte[]> source = Optional.empty();

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Map<String, Integer> granularities = Map.of();
    private RowsOfFile rows = new RowsOfFile();

    private UploadReading() {}

    /** @param ids competency ids of the organisation by the CASE item they stand for */
    static UploadReading of(Upload upload, Documents base, Map<String, String> ids) {
        var reading = new UploadReading();
        if (upload.body().length > Frameworks.LARGEST_FILE) {
            reading.findings.add(new Finding(
                    0, "", "at most " + Frameworks.LARGEST_FILE + " bytes", upload.body().length + " bytes"));
            return reading;
        }
        if (upload.kind() == Frameworks.Kind.CASE) {
            reading.caseFile(upload, base, ids);
            return reading;
        }
        Optional<String> text = reading.utf8(upload.body());
        if (text.isPresent()) {
            switch (upload.kind()) {
                case COMPETENCIES, PREREQUISITES, ROLES -> reading.csv(upload.kind(), text.get(), base);
                case CRITERIA -> reading.criteria(text.get(), base);
                case CATALOGUE -> reading.catalogue(text.get(), base);
                case CASE -> throw new IllegalStateException("read before");
            }
        }
        return reading;
    }

    Optional<Documents> documents() {
        return documents;
    }

    Optional<byte[]> source() {
        return source;
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> notes() {
        return notes;
    }

    Map<String, Integer> granularities() {
        return granularities;
    }

    RowsOfFile rows() {
        return rows;
    }

    private Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            findings.add(new Finding(0, "", "text in UTF-8", "other bytes"));
            return Optional.empty();
        }
    }

    private void caseFile(Upload upload, Documents base, Map<String, String> ids) {
        switch (CasePackage.read(upload.body())) {
            case CasePackage.Reading.Refused refused ->
                refused.reasons().forEach(reason -> findings.add(split(reason)));
            case CasePackage.Reading.Accepted accepted -> {
                CasePackage read = accepted.read();
                granularities = Granularity.offers(read);
                Optional<Granularity> chosen = upload.granularity().flatMap(Granularity::of);
                if (upload.granularity().isPresent() && chosen.isEmpty()) {
                    findings.add(new Finding(
                            0,
                            "granularity",
                            "leaves, level:N or type:X",
                            upload.granularity().get()));
                    return;
                }
                String json = read.root().toString();
                Framework before = Differences.framework(base);
                // The same item has the same id in all frameworks of the organisation.
                Map<String, String> known = new HashMap<>(ids);
                if (before.origin() != null && before.origin().document().equals(read.documentId())) {
                    before.competencies().forEach(each -> {
                        if (each.caseItem() != null) {
                            known.putIfAbsent(each.caseItem(), each.id());
                        }
                    });
                }
                CaseImport.Result result =
                        new CaseImport(read).run(chosen, known, Set.copyOf(ids.values()), Documents.sha256Of(json));
                if (result.framework().competencies().isEmpty()) {
                    findings.add(new Finding(0, "granularity", "a choice that gives competencies", "none"));
                    return;
                }
                notes.addAll(result.notes());
                rows = result.rows();
                findings.addAll(Circles.of(rows));
                if (!findings.isEmpty()) {
                    return;
                }
                source = Optional.of(json.getBytes(StandardCharsets.UTF_8));
                documents = Optional.of(withFramework(base, result.framework()));
            }
        }
    }

    /** Roles, catalogue and suggestions keep what the new framework still has; what it has not would keep it from being used. */
    private Documents withFramework(Documents base, Framework framework) {
        Set<String> ids = framework.competencies().stream().map(Competency::id).collect(Collectors.toSet());
        Roles roles = JsonText.read(base.text(Part.ROLES), Roles.class);
        List<Role> kept = roles.roles().stream()
                .map(role -> without(role, ids))
                .filter(role -> !role.targets().isEmpty())
                .toList();
        if (kept.size() < roles.roles().size()) {
            notes.add("%d of %d roles ask for nothing that this framework has, and are left out"
                    .formatted(roles.roles().size() - kept.size(), roles.roles().size()));
        }
        Documents changed = base.with(Part.FRAMEWORK, JsonText.write(framework))
                .with(Part.ROLES, JsonText.write(new Roles(without(roles.baseline(), ids), kept)))
                .with(Part.SUGGESTIONS, suggestions(base.text(Part.SUGGESTIONS), ids));
        for (Part part : List.of(Part.CATALOGUE, Part.OWN_ITEMS)) {
            if (base.texts().containsKey(part)) {
                changed = changed.with(part, items(base.text(part), ids));
            }
        }
        return changed;
    }

    private static Role without(Role role, Set<String> ids) {
        Map<String, Integer> targets = new TreeMap<>(role.targets());
        targets.keySet().retainAll(ids);
        return new Role(role.id(), role.name(), role.weight(), role.start(), targets);
    }

    private String items(String text, Set<String> ids) {
        Catalogue catalogue = JsonText.read(text, Catalogue.class);
        var kept = catalogue.items().stream()
                .filter(item -> ids.containsAll(item.teaches().keySet().stream()
                        .map(taught -> taught.substring(0, taught.lastIndexOf('@')))
                        .toList()))
                .toList();
        if (kept.size() < catalogue.items().size()) {
            notes.add("%d of %d learning items teach something that this framework has not, and are left out"
                    .formatted(
                            catalogue.items().size() - kept.size(),
                            catalogue.items().size()));
        }
        return JsonText.write(new Catalogue(kept));
    }

    private static String suggestions(String text, Set<String> ids) {
        try {
            var rules = CasePackage.MAPPER.readTree(text);
            for (var each = rules.path("words").iterator(); each.hasNext(); ) {
                if (!ids.contains(each.next().path("competency").asText())) {
                    each.remove();
                }
            }
            return rules.toString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("rules that were published are JSON", e);
        }
    }

    private void csv(Frameworks.Kind kind, String text, Documents base) {
        CsvTable table = CsvTable.read(text);
        Framework framework = Differences.framework(base);
        switch (kind) {
            case COMPETENCIES ->
                documents = CsvFiles.competencies(table, framework, findings).map(read -> withFramework(base, read));
            case PREREQUISITES ->
                documents = CsvFiles.prerequisites(table, framework, rows, findings)
                        .map(needs -> base.with(
                                Part.FRAMEWORK,
                                JsonText.write(new Framework(
                                        framework.version(),
                                        framework.name(),
                                        framework.tiers(),
                                        framework.cutScores(),
                                        framework.competencies(),
                                        needs,
                                        framework.criteria(),
                                        framework.origin()))));
            default ->
                documents = CsvFiles.roles(table, framework, rows, findings)
                        .map(roles -> base.with(Part.ROLES, JsonText.write(roles)));
        }
    }

    private void criteria(String text, Documents base) {
        Framework framework = Differences.framework(base);
        try {
            var file = CasePackage.MAPPER.readTree(text);
            var list = file.isObject() ? file.path("criteria") : file;
            if (!list.isArray()) {
                findings.add(new Finding(
                        0, "/criteria", "a list of criteria", list.getNodeType().name()));
                return;
            }
            // Held to the framework's own schema, in the place where criteria stand there.
            var probe = (com.fasterxml.jackson.databind.node.ObjectNode)
                    CasePackage.MAPPER.readTree(JsonText.write(framework.named(framework.version())));
            probe.set("criteria", list);
            List<String> complaints = new JsonText(Documents.schemaOf(Part.FRAMEWORK)).complaints(probe.toString());
            complaints.forEach(complaint -> findings.add(split(complaint.replaceFirst("^field ", ""))));
            if (complaints.isEmpty()) {
                List<Demand> demands = CasePackage.MAPPER.convertValue(list, DEMANDS);
                Conditions.read(demands);
                documents = Optional.of(base.with(
                        Part.FRAMEWORK,
                        JsonText.write(new Framework(
                                framework.version(),
                                framework.name(),
                                framework.tiers(),
                                framework.cutScores(),
                                framework.competencies(),
                                framework.prerequisites(),
                                demands.isEmpty() ? null : demands,
                                framework.origin()))));
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            var where = e.getLocation();
            findings.add(new Finding(where == null ? 1 : where.getLineNr(), "", "JSON", e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(0, "/criteria", "criteria that can be judged", String.valueOf(e.getMessage())));
        }
    }

    private void catalogue(String text, Documents base) {
        List<String> complaints = new JsonText(Documents.schemaOf(Part.CATALOGUE)).complaints(text);
        complaints.forEach(complaint -> findings.add(split(complaint.replaceFirst("^field ", ""))));
        if (complaints.isEmpty()) {
            documents = Optional.of(base.with(Part.CATALOGUE, text));
        }
    }

    /** {@code place: expected X, found Y} as a finding. */
    private static Finding split(String reason) {
        int colon = reason.indexOf(": ");
        String place = colon < 0 ? "" : reason.substring(0, colon);
        String rest = colon < 0 ? reason : reason.substring(colon + 2);
        int found = rest.indexOf(", found");
        return new Finding(
                0,
                place,
                found < 0 ? rest : rest.substring(0, found).replaceFirst("^expected ", ""),
                found < 0 ? "" : rest.substring(found + 7).replaceFirst("^:? ", ""));
    }
}
