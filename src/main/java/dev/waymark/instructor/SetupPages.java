package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetup.Say;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Draft;
import dev.waymark.competency.CourseSetups.Hole;
import dev.waymark.competency.CourseSetups.Kept;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Version;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.CourseActivities.All;
import dev.waymark.instructor.CourseActivities.Found;
import dev.waymark.instructor.SetupPage.Option;
import dev.waymark.instructor.SetupPage.Shown;
import dev.waymark.instructor.SetupPage.Way;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Puts the pages of a course's set-up together. */
@Singleton
final class SetupPages {

    static final String PATH = "/course/setup";
    static final List<String> STEPS = List.of("framework", "roles", "activities", "preview", "publish");

    private static final int MOST_TARGETS = 200;
    private static final int MOST_SHOWN = 100;
    private static final int HOLES = 6;
    private static final int CHANGES = 40;

    private final CourseSetups setups;
    private final Frameworks frameworks;
    private final CourseActivities activities;
    private final SetupTrials trials;
    private final SessionLinks links;
    private final Clock clock;

    SetupPages(
            CourseSetups setups,
            Frameworks frameworks,
            CourseActivities activities,
            SetupTrials trials,
            SessionLinks links,
            Clock clock) {
        this.setups = setups;
        this.frameworks = frameworks;
        this.activities = activities;
        this.trials = trials;
        this.links = links;
        this.clock = clock;
    }

    /**
     * What to show.
     *
     * @param role whose targets to edit
     * @param tried what the preview's form says, if it was sent
     */
    record Asked(
            String step,
            Optional<String> role,
            Optional<String> said,
            Optional<String> mistake,
            Optional<Map<String, Object>> tried) {}

    SetupPage page(LtiSession session, Words words, Asked asked) {
        Optional<Draft> draft = setups.draft(session.tenant(), session.course());
        Optional<Kept> published = setups.published(session.tenant(), session.course());
        CourseSetup setup = setups.start(session.tenant(), session.course());
        Published content = setups.content(session.tenant(), setup);
        All all = activities.of(session, setup);
        int at = Math.max(0, STEPS.indexOf(asked.step()));
        String step = STEPS.get(at);
        return new SetupPage(
                links.csrf(session),
                step,
                STEPS.stream()
                        .map(each -> way(session, words, each, step, done(each, draft, published, setup, all)))
                        .toList(),
                words.text("setup." + step + ".title"),
                words.text("setup." + step + ".intro"),
                progress(words, draft, published, setup, content, all),
                asked.said().map(words::text),
                asked.mistake().map(words::text),
                notes(words, step, all, setup, draft),
                draft.map(it -> words.text("setup.draft", words.since(it.at(), clock.instant()))),
                links.to(session, PATH + "/framework"),
                step.equals("framework")
                        ? Optional.of(versions(session, words, setup, draft, published))
                        : Optional.empty(),
                step.equals("roles")
                        ? Optional.of(roles(session, words, setup, content, asked.role()))
                        : Optional.empty(),
                step.equals("activities") ? Optional.of(shown(session, words, setup, content, all)) : Optional.empty(),
                step.equals("preview")
                        ? Optional.of(trials.preview(session, words, setup, content, all, asked.tried()))
                        : Optional.empty(),
                step.equals("publish")
                        ? Optional.of(trials.publish(session, words, draft, setup, content))
                        : Optional.empty(),
                links.to(session, CoveragePages.PATH),
                at > 0 ? Optional.of(way(session, words, STEPS.get(at - 1), step, false)) : Optional.empty(),
                at + 1 < STEPS.size() && (draft.isPresent() || published.isPresent() || at > 0)
                        ? Optional.of(way(session, words, STEPS.get(at + 1), step, false))
                        : Optional.empty());
    }

    /** The step at which somebody should go on. */
    String openStep(LtiSession session) {
        Optional<Draft> draft = setups.draft(session.tenant(), session.course());
        if (draft.isEmpty()) {
            return STEPS.getFirst();
        }
        CourseSetup setup = draft.get().setup();
        return !asksAnything(setups.content(session.tenant(), setup))
                ? "roles"
                : setup.pieces().isEmpty() ? "activities" : "publish";
    }

    private Way way(LtiSession session, Words words, String each, String here, boolean done) {
        return new Way(
                words.text("setup.step." + each),
                links.to(session, PATH + "?step=" + each),
                each.equals(here) ? "now" : done ? "done" : "open");
    }

    private static boolean done(
            String step, Optional<Draft> draft, Optional<Kept> published, CourseSetup setup, All all) {
        boolean begun = draft.isPresent() || published.isPresent();
        return switch (step) {
            case "framework" -> begun;
            case "roles" ->
                begun && (!setup.roles().isEmpty() || !setup.targets().isEmpty());
            case "activities" ->
                begun && !setup.pieces().isEmpty() && all.activities().stream().noneMatch(Found::open);
            case "publish" -> draft.isEmpty() && published.isPresent();
            default -> false;
        };
    }

    static boolean asksAnything(Published content) {
        return Stream.concat(Stream.of(content.baseline()), content.roles().stream())
                .anyMatch(role -> role.targets().values().stream().anyMatch(tier -> tier != Tier.AWARE));
    }

    /** One sentence: what is done, and the first thing that is missing. */
    private String progress(
            Words words,
            Optional<Draft> draft,
            Optional<Kept> published,
            CourseSetup setup,
            Published content,
            All all) {
        if (draft.isEmpty()) {
            return published
                    .map(it -> words.text(
                            "setup.progress.published",
                            it.number(),
                            words.since(it.at(), clock.instant()),
                            setup.framework()))
                    .orElseGet(() -> words.text("setup.progress.none"));
        }
        long open = all.activities().stream().filter(Found::open).count();
        if (!asksAnything(content)) {
            return words.text("setup.progress.no-targets", setup.framework());
        }
        if (open > 0) {
            return words.text(
                    "setup.progress.activities",
                    setup.framework(),
                    content.roles().size(),
                    setup.pieces().size(),
                    open);
        }
        return words.text(
                "setup.progress.ready",
                setup.framework(),
                content.roles().size(),
                setup.pieces().size());
    }

    private static List<String> notes(Words words, String step, All all, CourseSetup setup, Optional<Draft> draft) {
        List<String> notes = new ArrayList<>();
        if (step.equals("activities")) {
            switch (all.gradebook()) {
                case NO_RIGHT -> notes.add(words.text("setup.activities.no-right"));
                case NO_ANSWER -> notes.add(words.text("setup.activities.no-answer"));
                case READ -> {}
            }
        }
        return notes;
    }

    private SetupPage.Versions versions(
            LtiSession session, Words words, CourseSetup setup, Optional<Draft> draft, Optional<Kept> published) {
        List<Version> all = frameworks.versions(session.tenant());
        boolean begun = draft.isPresent() || published.isPresent();
        return new SetupPage.Versions(
                all.stream()
                        .sorted(java.util.Comparator.comparing((Version each) -> !each.inForce()))
                        .map(each -> new SetupPage.VersionOffer(
                                each.version(),
                                each.version(),
                                about(session, words, each),
                                begun ? each.version().equals(setup.framework()) : each.inForce()))
                        .toList(),
                setup.library(),
                links.to(session, FrameworksPages.PATH),
                Arrays.stream(new String[] {"CASE", "COMPETENCIES"})
                        .map(kind -> new Option(
                                kind,
                                words.text("frameworks.kind." + kind.toLowerCase(Locale.ROOT)),
                                kind.equals("CASE")))
                        .toList(),
                links.to(session, FrameworksPages.PATH + "/check"),
                Optional.empty(),
                update(session, words, setup, all, begun),
                setups.history(session.tenant(), session.course()).stream()
                        .map(each -> new SetupPage.Past(
                                Long.toString(each.number()),
                                words.text(
                                        "setup.past",
                                        each.number(),
                                        words.moment(each.at()),
                                        each.setup().framework()),
                                published.filter(each::equals).isPresent()))
                        .toList(),
                links.to(session, PATH + "/again"));
    }

    private String about(LtiSession session, Words words, Version version) {
        Published it = setups.content(session.tenant(), setups.plain(session.tenant(), version.version()));
        return words.text(
                version.inForce() ? "setup.version.in-force" : "setup.version.other",
                it.framework().competencies().size(),
                it.roles().size(),
                it.items().size(),
                words.moment(version.at()));
    }

    /** The newest version of the course's own framework, if the course has an older one. */
    private Optional<SetupPage.Update> update(
            LtiSession session, Words words, CourseSetup setup, List<Version> all, boolean begun) {
        if (!begun) {
            return Optional.empty();
        }
        String family = setup.framework().replaceAll("/.*", "");
        Optional<Version> own = all.stream()
                .filter(each -> each.version().equals(setup.framework()))
                .findFirst();
        return all.stream()
                .filter(each -> each.version().replaceAll("/.*", "").equals(family))
                .filter(each -> own.filter(it -> each.at().isAfter(it.at())).isPresent())
                .findFirst()
                .map(newer -> {
                    var differences = frameworks
                            .differences(session.tenant(), setup.framework(), newer.version())
                            .orElse(List.of());
                    return new SetupPage.Update(
                            newer.version(),
                            words.text("setup.update", newer.version(), differences.size()),
                            differences.stream()
                                    .limit(CHANGES)
                                    .map(each -> words.text(
                                            "setup.update.change",
                                            words.text("frameworks.what."
                                                    + each.what()
                                                            .name()
                                                            .toLowerCase(Locale.ROOT)
                                                            .replace('_', '-')),
                                            each.id(),
                                            words.text("frameworks.change."
                                                    + each.change().name().toLowerCase(Locale.ROOT)),
                                            each.before().isEmpty() ? "–" : each.before(),
                                            each.after().isEmpty() ? "–" : each.after()))
                                    .toList(),
                            links.to(session, PATH + "/update"));
                });
    }

    private SetupPage.Roles roles(
            LtiSession session, Words words, CourseSetup setup, Published content, Optional<String> editing) {
        Published version = setups.content(session.tenant(), setups.plain(session.tenant(), setup.framework()));
        List<SetupPage.RoleOffer> offers = new ArrayList<>();
        offers.add(offer(session, words, content, content.baseline(), true, true));
        for (JobRole role : version.roles()) {
            boolean offered = setup.roles().contains(role.id().value());
            JobRole asked = content.roles().stream()
                    .filter(each -> each.id().equals(role.id()))
                    .findFirst()
                    .orElse(role);
            offers.add(offer(session, words, content, asked, offered, false));
        }
        boolean nothing = !asksAnything(content);
        Optional<JobRole> open = editing.or(
                        () -> nothing ? Optional.of(content.baseline().id().value()) : Optional.empty())
                .flatMap(id -> Stream.concat(
                                Stream.of(content.baseline()),
                                Stream.concat(content.roles().stream(), version.roles().stream()))
                        .filter(role -> role.id().value().equals(id))
                        .findFirst());
        return new SetupPage.Roles(
                offers,
                links.to(session, PATH + "/roles"),
                open.map(role -> targets(session, words, version, role)),
                words.text(nothing ? "setup.roles.nothing" : "setup.roles.note"));
    }

    private SetupPage.RoleOffer offer(
            LtiSession session, Words words, Published content, JobRole role, boolean offered, boolean fixed) {
        long targets = role.targets().values().stream()
                .filter(tier -> tier != Tier.AWARE)
                .count();
        return new SetupPage.RoleOffer(
                role.id().value(),
                content.words().role(role.id(), words.locale()),
                words.text("setup.role.about", targets),
                offered,
                fixed,
                links.to(session, PATH + "?step=roles&role=" + role.id().value()) + "#targets");
    }

    private SetupPage.Targets targets(LtiSession session, Words words, Published version, JobRole role) {
        Set<CompetencyId> competencies = version.framework().competencies();
        return new SetupPage.Targets(
                role.id().value(),
                version.words().role(role.id(), words.locale()),
                competencies.stream()
                        .limit(MOST_TARGETS)
                        .map(id -> new SetupPage.Target(
                                id.value(),
                                version.words().competency(id, words.locale()),
                                tierOptions(
                                        words,
                                        version,
                                        Optional.ofNullable(role.targets().get(id)),
                                        "setup.not-asked")))
                        .toList(),
                links.to(session, PATH + "/targets"),
                competencies.size() > MOST_TARGETS
                        ? Optional.of(words.text("setup.targets.more", MOST_TARGETS, competencies.size()))
                        : Optional.empty());
    }

    static List<Option> tierOptions(Words words, Published content, Optional<Tier> chosen, String none) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", words.text(none), chosen.isEmpty()));
        for (Tier tier : Tier.values()) {
            options.add(new Option(
                    Integer.toString(tier.level()),
                    tier(words, content, tier),
                    chosen.filter(tier::equals).isPresent()));
        }
        return options;
    }

    static String tier(Words words, Published content, Tier tier) {
        return words.text("web.tier", tier.level(), content.words().tier(tier, words.locale()));
    }

    private SetupPage.Activities shown(LtiSession session, Words words, CourseSetup setup, Published content, All all) {
        int settled =
                (int) all.activities().stream().filter(each -> !each.open()).count();
        int total = all.activities().size();
        List<Hole> holes = setups.holes(content);
        long targets = targets(content);
        long missing = holes.stream()
                .map(each -> each.role() + " " + each.target())
                .distinct()
                .count();
        return new SetupPage.Activities(
                words.text("setup.settled", settled, total),
                total == 0 ? 0 : Math.round(1000.0 * settled / total) / 10.0,
                (int) all.activities().stream()
                        .filter(each -> each.open() && each.sure())
                        .count(),
                total - settled,
                links.to(session, PATH + "/activities"),
                all.activities().stream()
                        .limit(MOST_SHOWN)
                        .map(each -> activity(words, content, each))
                        .toList(),
                links.to(session, PATH + "/activity"),
                content.framework().competencies().stream()
                        .map(id -> new Option(id.value(), content.words().competency(id, words.locale()), false))
                        .toList(),
                words.text("setup.covers", targets - missing, targets),
                holes.stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Hole::step, each -> each, (one, other) -> one, TreeMap::new))
                        .values()
                        .stream()
                        .limit(HOLES)
                        .map(each -> new SetupPage.Hole(step(words, content, each.step()), why(words, each)))
                        .toList(),
                links.to(session, CoveragePages.PATH));
    }

    static long targets(Published content) {
        return Stream.concat(Stream.of(content.baseline()), content.roles().stream())
                .mapToLong(role -> role.targets().values().stream()
                        .filter(tier -> tier != Tier.AWARE)
                        .count())
                .sum();
    }

    static String step(Words words, Published content, CompetencyTier step) {
        return words.text(
                "setup.at-tier",
                content.words().competency(step.competency(), words.locale()),
                tier(words, content, step.tier()));
    }

    static String why(Words words, Hole hole) {
        return hole.practical()
                ? words.text("setup.hole.practical")
                : hole.covered() == 0
                        ? words.text("setup.hole.nothing")
                        : words.text("setup.hole.partly", words.percent(hole.covered()));
    }

    private SetupPage.Activity activity(Words words, Published content, Found each) {
        Optional<Piece> said = each.said();
        Optional<Alignment> guess = each.guess().alignment();
        List<CompetencyTier> counts = said.map(SetupPages::counts)
                .orElseGet(() -> guess.map(it -> List.copyOf(it.competencies())).orElse(List.of()));
        List<CompetencyTier> known = counts.stream()
                .filter(it -> content.framework().competencies().contains(it.competency()))
                .toList();
        String state = said.map(it -> it.say().name().toLowerCase(Locale.ROOT)).orElse("open");
        String kind = said.map(Piece::kind)
                .orElseGet(() -> guess.map(it -> it.kind().name()).orElse(EvidenceKind.ASSESSMENT.name()));
        return new SetupPage.Activity(
                each.activity(),
                each.name(),
                about(words, each),
                state,
                words.text("setup.state." + state),
                known.stream().map(it -> shown(words, content, it)).toList(),
                words.text("setup.not-learning"),
                words.text("setup.sure." + each.guess().sure().name().toLowerCase(Locale.ROOT) + "."
                        + each.guess().basis()),
                guess.isPresent(),
                warning(words, each),
                new SetupPage.Form(
                        rows(known),
                        said.map(Piece::minutes).orElseGet(() -> minutes(EvidenceKind.valueOf(kind))),
                        kind,
                        said.map(Piece::reviewed).filter(Objects::nonNull).orElse("")));
    }

    static List<CompetencyTier> counts(Piece piece) {
        return piece.counts().stream()
                .map(text -> new CompetencyTier(
                        new CompetencyId(text.substring(0, text.lastIndexOf('@'))),
                        Tier.ofLevel(Integer.parseInt(text.substring(text.lastIndexOf('@') + 1)))))
                .toList();
    }

    /** Working time where nobody said, minutes. */
    static int minutes(EvidenceKind kind) {
        return switch (kind) {
            case ASSESSMENT -> 30;
            case PRACTICAL -> 120;
            case EXPOSURE -> 20;
        };
    }

    /** What it counts for already, where the draft would have it count for something else. */
    private static Optional<String> warning(Words words, Found each) {
        if (each.elsewhere().isEmpty() || each.said().isEmpty()) {
            return Optional.empty();
        }
        Set<String> before = new TreeSet<>();
        each.elsewhere().get().ifPresent(it -> it.competencies().forEach(what -> before.add(what.toString())));
        Set<String> now = each.said().get().say() == Say.NOTHING
                ? Set.of()
                : each.said().get().counts();
        return before.equals(now)
                ? Optional.empty()
                : Optional.of(words.text(
                        "setup.elsewhere",
                        before.isEmpty() ? words.text("setup.nothing-word") : String.join(", ", before)));
    }

    private static String about(Words words, Found each) {
        return switch (each.origin()) {
            case STATEMENTS ->
                each.type()
                        .map(type -> words.text("instructor.activity.about", tail(type), each.results()))
                        .orElseGet(() -> words.text("instructor.activity.results", each.results()));
            case GRADEBOOK -> words.text("setup.from-gradebook");
            case CATALOGUE -> words.text("setup.from-catalogue");
        };
    }

    private static String tail(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    }

    private static Shown shown(Words words, Published content, CompetencyTier what) {
        return new Shown(
                content.words().competency(what.competency(), words.locale()),
                new TierMark(what.tier().level(), tier(words, content, what.tier())));
    }

    private static List<SetupPage.Row> rows(List<CompetencyTier> counts) {
        List<SetupPage.Row> rows = new ArrayList<>();
        counts.forEach(each -> rows.add(new SetupPage.Row(
                rows.size() + 1,
                each.competency().value(),
                Integer.toString(each.tier().level()))));
        while (rows.size() < 2) {
            rows.add(new SetupPage.Row(rows.size() + 1, "", "2"));
        }
        return rows;
    }
}
