package dev.waymark.competency;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Content.Reading;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Prerequisite;
import dev.waymark.engine.model.Tier;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns documents into content, or says everything that is wrong with them: first each document by its schema, then that
 * no id stands twice, then the framework's own rules (no circle among prerequisites), then what only shows when the
 * documents are seen together ({@link Reach}).
 */
@Singleton
final class ContentReader {

    /** Stands in a version's name before the digest of the installation's own items. */
    static final char OWN_ITEMS_MARK = '+';

    private static final int OWN_ITEMS_DIGITS = 12;

    private final Map<Part, JsonText> schemas = new EnumMap<>(Part.class);

    ContentReader() {
        for (Part part : Part.values()) {
            schemas.put(part, new JsonText(Documents.schemaOf(part)));
        }
    }

    Reading read(Documents documents) {
        List<String> reasons = new ArrayList<>();
        documents
                .texts()
                .forEach((part, text) -> schema(part)
                        .complaints(text)
                        .forEach(complaint -> reasons.add(part.file() + ", " + complaint)));
        if (!reasons.isEmpty()) {
            return new Reading.Refused(reasons);
        }
        var framework = JsonText.read(documents.text(Part.FRAMEWORK), ContentFiles.Framework.class);
        var roles = JsonText.read(documents.text(Part.ROLES), ContentFiles.Roles.class);
        var catalogue = documents
                .ownItems()
                .map(own -> catalogue(documents.text(Part.CATALOGUE)).and(catalogue(own)))
                .orElseGet(() -> catalogue(documents.text(Part.CATALOGUE)));
        var rules = JsonText.read(documents.text(Part.SUGGESTIONS), Suggestions.Rules.class);

        reasons.addAll(ContentTwins.in(framework, roles, catalogue));
        if (!reasons.isEmpty()) {
            return new Reading.Refused(reasons);
        }
        try {
            Published published = published(version(framework, documents), framework, roles, catalogue);
            List<Reach.Complaint> complaints = Reach.complaints(published);
            complaints.forEach(each -> reasons.add(each.sentence()));
            reasons.addAll(Suggestions.complaints(rules, published.framework()));
            return reasons.isEmpty()
                    ? new Reading.Accepted(new Content(
                            published,
                            new Suggestions(
                                    rules,
                                    new CompetencyId(
                                            framework.competencies().getFirst().id()))))
                    : new Reading.Refused(reasons, complaints);
        } catch (IllegalArgumentException e) {
            return new Reading.Refused(List.of(String.valueOf(e.getMessage())));
        }
    }

    private JsonText schema(Part part) {
        return Objects.requireNonNull(schemas.get(part), part::file);
    }

    private static ContentFiles.Catalogue catalogue(String text) {
        return JsonText.read(text, ContentFiles.Catalogue.class);
    }

    /** Such as {@code ai-upskilling/1}, and with items of the installation's own {@code ai-upskilling/1+0a1b2c3d4e5f}. */
    private static String version(ContentFiles.Framework framework, Documents documents) {
        return documents
                .ownItems()
                .map(own -> framework.version()
                        + OWN_ITEMS_MARK
                        + Documents.sha256Of(own).substring(0, OWN_ITEMS_DIGITS))
                .orElse(framework.version());
    }

    private static Published published(
            String version,
            ContentFiles.Framework framework,
            ContentFiles.Roles roles,
            ContentFiles.Catalogue catalogue) {
        return new Published(
                version,
                framework(framework),
                roles.roles().stream().map(ContentReader::role).toList(),
                role(roles.baseline()),
                catalogue.items().stream().map(ContentReader::item).toList(),
                new ContentWords(framework, roles, catalogue));
    }

    private static Framework framework(ContentFiles.Framework file) {
        Map<CompetencyId, CutScores> cuts = new TreeMap<>();
        for (var competency : file.competencies()) {
            List<Double> own = competency.cutScores();
            cuts.put(new CompetencyId(competency.id()), cutScores(own == null ? file.cutScores() : own));
        }
        TreeSet<Prerequisite> prerequisites = new TreeSet<>();
        for (var needs : file.prerequisites()) {
            for (String required : needs.requires()) {
                prerequisites.add(new Prerequisite(competencyTier(needs.target()), competencyTier(required)));
            }
        }
        return new Framework(file.version(), cuts, prerequisites, Conditions.read(file.criteria()));
    }

    private static JobRole role(ContentFiles.Role file) {
        Map<CompetencyId, Tier> targets = new TreeMap<>();
        file.targets().forEach((competency, level) -> targets.put(new CompetencyId(competency), Tier.ofLevel(level)));
        return new JobRole(new JobRoleId(file.id()), file.weight(), Tier.ofLevel(file.start()), targets);
    }

    private static LearningItem item(ContentFiles.Item file) {
        Map<CompetencyTier, Double> teaches = new TreeMap<>();
        file.teaches().forEach((what, share) -> teaches.put(competencyTier(what), share));
        return new LearningItem(
                new LearningItemId(file.id()),
                teaches,
                file.minutes(),
                DeliveryMethod.valueOf(file.method().toUpperCase(Locale.ROOT).replace('-', '_')),
                file.practical(),
                Optional.ofNullable(file.activity()).map(ActivityId::new),
                terms(file));
    }

    /** Days begin and end as UTC does; what closes on a day is open until that day ends. */
    private static LearningItem.Terms terms(ContentFiles.Item file) {
        TreeSet<CompetencyTier> entry = new TreeSet<>();
        Optional.ofNullable(file.entry()).ifPresent(all -> all.forEach(each -> entry.add(competencyTier(each))));
        return new LearningItem.Terms(
                entry,
                Optional.ofNullable(file.reviewed()).map(day -> startOf(day, 0)),
                Optional.ofNullable(file.opens()).map(day -> startOf(day, 0)),
                Optional.ofNullable(file.closes()).map(day -> startOf(day, 1)));
    }

    private static Instant startOf(String day, int daysLater) {
        try {
            return LocalDate.parse(day)
                    .plusDays(daysLater)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a day of the calendar was expected, found \"%s\"".formatted(day), e);
        }
    }

    private static CutScores cutScores(List<Double> rising) {
        return new CutScores(rising.get(0), rising.get(1), rising.get(2));
    }

    /** Reads {@code C03@2}, whose shape a schema has checked. */
    static CompetencyTier competencyTier(String text) {
        int at = text.lastIndexOf('@');
        return new CompetencyTier(
                new CompetencyId(text.substring(0, at)), Tier.ofLevel(Integer.parseInt(text.substring(at + 1))));
    }
}
