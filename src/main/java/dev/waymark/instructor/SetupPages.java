package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Draft;
import dev.waymark.competency.CourseSetups.Hole;
import dev.waymark.competency.CourseSetups.Kept;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.CourseActivities.All;
import dev.waymark.instructor.CourseActivities.Found;
import dev.waymark.instructor.SetupPage.Option;
import dev.waymark.instructor.SetupPage.Way;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.mastery.Recounts;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the pages of a course's set-up together. */
@Singleton
final class SetupPages {

    static final String PATH = "/course/setup";
    static final List<String> STEPS = List.of("framework", "roles", "activities", "preview", "publish");

    private static final int MOST_TARGETS = 200;

    private final CourseSetups setups;
    private final CourseActivities activities;
    private final SetupTrials trials;
    private final SetupEffects effects;
    private final SetupActivities setupActivities;
    private final SetupVersions setupVersions;
    private final FrameworkNames names;
    private final SessionLinks links;
    private final Recounts recounts;
    private final Clock clock;

    SetupPages(
            CourseSetups setups,
            CourseActivities activities,
            SetupTrials trials,
            SetupEffects effects,
            SetupActivities setupActivities,
            SetupVersions setupVersions,
            FrameworkNames names,
            SessionLinks links,
            Recounts recounts,
            Clock clock) {
        this.setups = setups;
        this.activities = activities;
        this.trials = trials;
        this.effects = effects;
        this.setupActivities = setupActivities;
        this.setupVersions = setupVersions;
        this.names = names;
        this.links = links;
        this.recounts = recounts;
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
        Optional<Recounts.Progress> counting = recounts.of(session.tenant(), session.course());
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
                progress(session, words, draft, published, setup, content, all),
                asked.said().map(words::text),
                asked.mistake().map(words::text),
                counting.map(it -> new SetupPage.Counting(
                        words.text("setup.counting.text", it.people() - it.waiting(), it.people()),
                        1 - (double) it.waiting() / it.people(),
                        links.to(session, PATH + "?step=framework&said=published"))),
                counting.isEmpty()
                                && asked.said()
                                        .filter("setup.said.published"::equals)
                                        .isPresent()
                        ? Optional.of(words.text("setup.counting.done"))
                        : Optional.empty(),
                notes(words, step, all, setup, draft),
                draft.map(it -> words.text("setup.draft", words.since(it.at(), clock.instant()))),
                links.to(session, PATH + "/framework"),
                step.equals("framework")
                        ? Optional.of(setupVersions.versions(session, words, setup, draft, published))
                        : Optional.empty(),
                step.equals("roles")
                        ? Optional.of(roles(session, words, setup, content, asked.role()))
                        : Optional.empty(),
                step.equals("activities")
                        ? Optional.of(setupActivities.shown(session, words, content, all))
                        : Optional.empty(),
                step.equals("preview")
                        ? Optional.of(trials.preview(session, words, setup, content, all, asked.tried()))
                        : Optional.empty(),
                step.equals("publish")
                        ? Optional.of(effects.publish(session, words, draft, setup, content))
                        : Optional.empty(),
                links.to(session, CoveragePages.PATH),
                links.to(session, CriteriaController.PATH),
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
            LtiSession session,
            Words words,
            Optional<Draft> draft,
            Optional<Kept> published,
            CourseSetup setup,
            Published content,
            All all) {
        String framework = names.of(session.tenant(), words, setup.framework());
        if (draft.isEmpty()) {
            return published
                    .map(it -> words.text(
                            "setup.progress.published", it.number(), words.since(it.at(), clock.instant()), framework))
                    .orElseGet(() -> words.text("setup.progress.none"));
        }
        long open = all.activities().stream().filter(Found::open).count();
        if (!asksAnything(content)) {
            return words.text("setup.progress.no-targets", framework);
        }
        if (open > 0) {
            return words.text(
                    "setup.progress.activities",
                    framework,
                    content.roles().size(),
                    setup.pieces().size(),
                    open);
        }
        return words.text(
                "setup.progress.ready",
                framework,
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
}
