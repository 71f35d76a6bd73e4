package dev.waymark.competency;

import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.Words;
import dev.waymark.competency.ContentFiles.Demand;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetup.Say;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Content as a course has it: a published version with the course's own roles, targets, criteria and activities. A pure
 * function of the version and the set-up, and named by both, so that a path planned with it can be planned again.
 *
 * <p>The activities that lead to a step of a tier share it equally: together they are taken to cover it.
 */
final class CourseContent {

    /** Stands in the content's name before the digest of the set-up. */
    static final char COURSE_MARK = '~';

    private static final int DIGITS = 12;
    private static final int QUARTER_OF_AN_HOUR = 15;

    private CourseContent() {}

    /** Such as {@code ai-upskilling/1~0a1b2c3d4e5f}. */
    static String name(CourseSetup setup) {
        return setup.framework()
                + COURSE_MARK
                + Documents.sha256Of(JsonText.write(setup)).substring(0, DIGITS);
    }

    /**
     * @throws IllegalArgumentException if the set-up names what the version does not have, or its criteria cannot be judged
     */
    static Published of(Content version, CourseSetup setup) {
        Published base = version.published();
        Framework framework = withCriteria(base.framework(), setup.criteria());
        Map<LearningItemId, Piece> own = new LinkedHashMap<>();
        List<LearningItem> items = new ArrayList<>();
        List<LearningItem> added = items(setup, framework, own);
        if (setup.library()) {
            Set<ActivityId> taken = new HashSet<>();
            added.forEach(item -> item.activity().ifPresent(taken::add));
            // What counts for nothing here would be a step that nobody could ever be seen to have done.
            setup.pieces().stream()
                    .filter(piece -> piece.say() == Say.NOTHING)
                    .forEach(piece -> taken.add(new ActivityId(piece.activity())));
            base.items().stream()
                    .filter(item -> item.activity().filter(taken::contains).isEmpty())
                    .forEach(items::add);
        }
        items.addAll(added);
        return new Published(
                name(setup),
                framework,
                roles(base, setup),
                asked(base.baseline(), base.framework(), setup),
                items,
                new CourseWords(base.words(), own, names(setup.criteria())));
    }

    private static List<JobRole> roles(Published base, CourseSetup setup) {
        Map<String, JobRole> known = new HashMap<>();
        base.roles().forEach(role -> known.put(role.id().value(), role));
        return setup.roles().stream()
                .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
                .map(role -> asked(role, base.framework(), setup))
                .toList();
    }

    private static JobRole asked(JobRole role, Framework framework, CourseSetup setup) {
        Map<String, Integer> own = setup.targets().get(role.id().value());
        if (own == null) {
            return role;
        }
        Map<CompetencyId, Tier> targets = new TreeMap<>();
        own.forEach((competency, level) -> {
            var id = new CompetencyId(competency);
            // A version may have dropped what an earlier one had.
            if (framework.competencies().contains(id)) {
                targets.put(id, Tier.ofLevel(level));
            }
        });
        return new JobRole(role.id(), role.weight(), role.start(), targets);
    }

    /** As many as the version still has: what it does not have is no step any more. */
    private static List<LearningItem> items(CourseSetup setup, Framework framework, Map<LearningItemId, Piece> own) {
        Map<CompetencyTier, Integer> leading = new TreeMap<>();
        List<Piece> steps = setup.pieces().stream()
                .filter(piece -> piece.say() != Say.NOTHING && piece.minutes() > 0)
                .filter(piece -> !taught(piece, framework).isEmpty())
                .toList();
        steps.forEach(piece -> taught(piece, framework).forEach(step -> leading.merge(step, 1, Integer::sum)));
        List<LearningItem> items = new ArrayList<>();
        for (Piece piece : steps) {
            var id = new LearningItemId(
                    "course-" + Documents.sha256Of(piece.activity()).substring(0, DIGITS));
            Map<CompetencyTier, Double> teaches = new TreeMap<>();
            taught(piece, framework).forEach(step -> teaches.put(step, 1.0 / leading.getOrDefault(step, 1)));
            EvidenceKind kind = EvidenceKind.valueOf(piece.kind());
            own.put(id, piece);
            items.add(new LearningItem(
                    id,
                    teaches,
                    piece.minutes(),
                    method(piece, kind),
                    kind == EvidenceKind.PRACTICAL,
                    Optional.of(new ActivityId(piece.activity())),
                    new LearningItem.Terms(
                            new TreeSet<>(),
                            Optional.ofNullable(piece.reviewed())
                                    .map(day -> LocalDate.parse(day)
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant()),
                            Optional.empty(),
                            Optional.empty())));
        }
        return items;
    }

    /** Nobody works towards tier 1: everybody holds it. */
    private static List<CompetencyTier> taught(Piece piece, Framework framework) {
        return counts(piece, framework).stream()
                .filter(step -> step.tier() != Tier.AWARE)
                .toList();
    }

    private static List<CompetencyTier> counts(Piece piece, Framework framework) {
        return piece.counts().stream()
                .map(ContentReader::competencyTier)
                .filter(step -> framework.competencies().contains(step.competency()))
                .toList();
    }

    private static DeliveryMethod method(Piece piece, EvidenceKind kind) {
        return switch (kind) {
            case PRACTICAL, ON_THE_JOB -> DeliveryMethod.PROJECT;
            case PEER -> DeliveryMethod.PEER_MENTORING;
            case ASSESSMENT -> DeliveryMethod.QUIZ;
            case EXPOSURE ->
                piece.minutes() <= QUARTER_OF_AN_HOUR ? DeliveryMethod.MICROLEARNING : DeliveryMethod.READING;
        };
    }

    /** What the set-up says about activities; those of competencies that the version does not have count for nothing. */
    static Map<ActivityId, Optional<Alignment>> alignments(CourseSetup setup, Framework framework) {
        Map<ActivityId, Optional<Alignment>> all = new TreeMap<>();
        for (Piece piece : setup.pieces()) {
            var activity = new ActivityId(piece.activity());
            List<CompetencyTier> counts = counts(piece, framework);
            all.put(
                    activity,
                    piece.say() == Say.NOTHING || counts.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Alignment(
                                    activity,
                                    new TreeSet<>(counts),
                                    EvidenceKind.valueOf(piece.kind()),
                                    piece.weight(),
                                    false)));
        }
        return all;
    }

    private static Framework withCriteria(Framework framework, @org.jspecify.annotations.Nullable String criteria) {
        if (criteria == null) {
            return framework;
        }
        return new Framework(
                framework.version(),
                framework.cutScores(),
                framework.prerequisites(),
                Conditions.read(List.of(JsonText.read(criteria, Demand[].class))));
    }

    /** What the course's own criteria call activities and badges. */
    private static Map<String, Map<String, String>> names(@org.jspecify.annotations.Nullable String criteria) {
        Map<String, Map<String, String>> names = new HashMap<>();
        if (criteria != null) {
            for (Demand each : JsonText.read(criteria, Demand[].class)) {
                name(each.demand(), names);
            }
        }
        return names;
    }

    private static void name(ContentFiles.Condition condition, Map<String, Map<String, String>> names) {
        Stream.of(condition.all(), condition.any())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(part -> name(part, names));
        Map<String, String> said = condition.name();
        if (said != null) {
            Stream.of(condition.activity(), condition.completed(), condition.badge())
                    .filter(Objects::nonNull)
                    .forEach(iri -> names.putIfAbsent(iri, said));
        }
    }

    /** The version's words, and those of the course's activities: their names are the course's own, in its language. */
    private record CourseWords(Words base, Map<LearningItemId, Piece> own, Map<String, Map<String, String>> names)
            implements Words {
        @Override
        public Optional<String> framework(Locale locale) {
            return base.framework(locale);
        }

        @Override
        public String competency(CompetencyId id, Locale locale) {
            return base.competency(id, locale);
        }

        @Override
        public String descriptor(CompetencyId id, Tier tier, Locale locale) {
            return base.descriptor(id, tier, locale);
        }

        @Override
        public String tier(Tier tier, Locale locale) {
            return base.tier(tier, locale);
        }

        @Override
        public String role(JobRoleId id, Locale locale) {
            return base.role(id, locale);
        }

        @Override
        public Optional<String> activity(ActivityId activity, Locale locale) {
            return own.values().stream()
                    .filter(piece -> piece.activity().equals(activity.iri()))
                    .map(Piece::name)
                    .findFirst()
                    .or(() -> Optional.ofNullable(names.get(activity.iri()))
                            .map(said -> said.getOrDefault(locale.getLanguage(), said.getOrDefault("en", ""))))
                    .or(() -> base.activity(activity, locale));
        }

        @Override
        public ItemWords item(LearningItemId id, Locale locale) {
            Piece piece = own.get(id);
            if (piece == null) {
                return base.item(id, locale);
            }
            return new ItemWords(
                    piece.name(),
                    GeneralWords.task(locale),
                    GeneralWords.doneWhen(EvidenceKind.valueOf(piece.kind()), locale),
                    Optional.ofNullable(piece.address()).map(URI::create));
        }
    }
}
