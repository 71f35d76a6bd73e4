package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.Remedy;
import dev.waymark.grading.Grades;
import dev.waymark.home.ChoicesPage.Goal;
import dev.waymark.home.ChoicesPage.Line;
import dev.waymark.home.ChoicesPage.Put;
import dev.waymark.home.ChoicesPage.Result;
import dev.waymark.home.HomePage.Option;
import dev.waymark.path.Paths;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.WhatIf;
import dev.waymark.path.WhatIf.Supposition;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of choices: a form as it stands, and the path that it would make. */
@Singleton
final class ChoicesPages {

    private final Paths paths;
    private final Grades grades;
    private final WhatIf whatIf;

    ChoicesPages(Paths paths, Grades grades, WhatIf whatIf) {
        this.whatIf = whatIf;
        this.paths = paths;
        this.grades = grades;
    }

    /**
     * @param errors message keys by field
     * @param tried choices to show the path of; empty shows the path as it is
     */
    ChoicesPage page(Visit visit, ChoicesForm form, Map<String, String> errors, Optional<Choices> tried) {
        return page(visit, form, errors, tried, Supposed.NOTHING);
    }

    /**
     * @param errors message keys by field
     * @param tried choices to show the path of; empty shows the path as it is
     * @param supposed what the path is to be worked out with besides; kept by nothing
     */
    ChoicesPage page(
            Visit visit, ChoicesForm form, Map<String, String> errors, Optional<Choices> tried, Supposed supposed) {
        Choices kept = paths.choices(visit.tenant(), visit.id(), visit.course());
        List<CompetencyId> all = List.copyOf(visit.configuration().framework().competencies());
        List<CompetencyId> first = all.stream()
                .filter(competency -> form.goals().containsKey(competency)
                        && form.goals().get(competency) != asked(visit, competency))
                .toList();
        List<CompetencyId> more =
                all.stream().filter(competency -> !first.contains(competency)).toList();
        Map<String, String> sentences = new HashMap<>();
        errors.forEach((field, key) -> sentences.put(field, visit.text(key)));
        return new ChoicesPage(
                visit.csrf(),
                visit.link("/home/choices"),
                visit.link("/home/role"),
                HomePages.roles(visit),
                visit.chosenRole().isPresent(),
                grades.pendingRole(visit.tenant(), visit.id())
                        .map(request -> visit.text("home.role.waits", visit.roleName(request.wanted()))),
                form.hours(),
                form.weeks(),
                form.by(),
                form.shortOnly(),
                methods(visit, form),
                goals(visit, form, first),
                visit.text("home.choices.goals-more", more.size()),
                goals(visit, form, more),
                sentences,
                errors.isEmpty() ? Optional.of(result(visit, kept, tried, supposed)) : Optional.empty(),
                suppose(visit, supposed),
                new Put(visit.link("/home/pin"), items(visit, kept.pinned())),
                new Put(visit.link("/home/waive"), waived(visit, kept)));
    }

    private static ChoicesPage.Suppose suppose(Visit visit, Supposed supposed) {
        List<Option> roles = new ArrayList<>();
        roles.add(new Option(
                "", visit.text("home.suppose.my-role"), supposed.role().isEmpty()));
        visit.configuration().roles().stream()
                .map(role -> new Option(
                        role.id().value(),
                        visit.naming().role(role.id()),
                        supposed.role().filter(role.id()::equals).isPresent()))
                .forEach(roles::add);
        List<Option> skills = new ArrayList<>();
        skills.add(new Option(
                "", visit.text("home.suppose.no-skill"), supposed.tiers().isEmpty()));
        visit.configuration().framework().competencies().stream()
                .map(id -> new Option(
                        id.value(),
                        visit.naming().competency(id),
                        supposed.tiers().containsKey(id)))
                .forEach(skills::add);
        return new ChoicesPage.Suppose(
                !supposed.equals(Supposed.NOTHING),
                roles,
                skills,
                Arrays.stream(Tier.values())
                        .map(tier -> new Option(
                                Integer.toString(tier.level()),
                                visit.naming().numbered(tier),
                                supposed.tiers().containsValue(tier)))
                        .toList());
    }

    private static List<Option> methods(Visit visit, ChoicesForm form) {
        return Arrays.stream(DeliveryMethod.values())
                .map(method -> new Option(
                        method.name(),
                        visit.naming().method(method),
                        form.liked().contains(method)))
                .toList();
    }

    private static int asked(Visit visit, CompetencyId competency) {
        return Optional.ofNullable(visit.role().targets().get(competency))
                .map(Tier::level)
                .orElse(1);
    }

    private static List<Goal> goals(Visit visit, ChoicesForm form, List<CompetencyId> competencies) {
        return competencies.stream()
                .map(competency -> {
                    Optional<Tier> target =
                            Optional.ofNullable(visit.role().targets().get(competency));
                    int chosen = form.goals().getOrDefault(competency, asked(visit, competency));
                    List<Option> options = new ArrayList<>();
                    options.add(new Option(
                            "",
                            target.map(tier -> visit.text(
                                            "home.choices.goal-role",
                                            visit.naming().numbered(tier)))
                                    .orElseGet(() -> visit.text("home.choices.goal-none")),
                            chosen == asked(visit, competency)));
                    for (int level = asked(visit, competency) + 1; level <= 4; level++) {
                        options.add(new Option(
                                Integer.toString(level),
                                visit.naming().numbered(Tier.ofLevel(level)),
                                chosen == level));
                    }
                    return new Goal(
                            "goal-" + competency.value(),
                            visit.naming().competency(competency),
                            target.map(visit.naming()::mark),
                            options);
                })
                .toList();
    }

    private Result result(Visit visit, Choices kept, Optional<Choices> tried, Supposed supposed) {
        Current now = paths.current(visit.tenant(), visit.id(), visit.course(), visit.now());
        Current then = tried.map(choices -> supposed.equals(Supposed.NOTHING)
                        ? paths.preview(visit.tenant(), visit.id(), visit.course(), choices, visit.now())
                        : whatIf.suppose(
                                visit.tenant(),
                                visit.id(),
                                visit.course(),
                                supposition(visit, choices, supposed),
                                visit.now()))
                .orElse(now);
        Choices choices = tried.orElse(kept);
        LearningPath path = then.path();
        var timeline = new Timeline(visit, then, choices.weeklyMinutes());
        List<Line> lines = new ArrayList<>(supposed(visit, supposed));
        Previews.next(path)
                .ifPresent(next -> lines.add(new Line(
                        visit.text("home.choices.next"),
                        visit.naming().item(next).title())));
        if (tried.isPresent()) {
            lines.addAll(differences(visit, now.path(), path));
        }
        if (path.shortfall() == 0 && !path.steps().isEmpty()) {
            lines.add(new Line(visit.text("home.choices.fits"), visit.text("home.choices.fits-yes")));
        }
        String answer = timeline.end()
                .map(end -> visit.text(
                        "home.choices.result",
                        path.steps().size(),
                        visit.words().time(path.minutes()),
                        visit.words().day(end)))
                .orElseGet(() -> visit.text("home.choices.empty"));
        Optional<String> shortfall =
                path.shortfall() == 0 ? Optional.empty() : Optional.of(remedy(visit, choices, path.shortfall()));
        return new Result(tried.isPresent(), answer, lines, shortfall, Timeline.leftOut(visit, path));
    }

    private static List<Line> supposed(Visit visit, Supposed supposed) {
        List<Line> lines = new ArrayList<>();
        String label = visit.text("home.suppose.said");
        supposed.role()
                .ifPresent(role -> lines.add(new Line(label, visit.naming().role(role))));
        supposed.tiers()
                .forEach((competency, tier) -> lines.add(new Line(
                        label,
                        visit.text(
                                "home.suppose.said-tier",
                                visit.naming().competency(competency),
                                visit.naming().numbered(tier)))));
        return lines;
    }

    /** On top of the tiers that staff set. */
    private Supposition supposition(Visit visit, Choices choices, Supposed supposed) {
        SortedMap<CompetencyId, Tier> tiers =
                new TreeMap<>(whatIf.inForce(visit.tenant(), visit.id(), visit.course(), visit.now())
                        .tiers());
        tiers.putAll(supposed.tiers());
        return new Supposition(choices, supposed.role(), tiers);
    }

    /** What would make it fit, found by planning with it. */
    private String remedy(Visit visit, Choices choices, int shortfall) {
        Optional<Remedy> found = whatIf.remedy(visit.tenant(), visit.id(), visit.course(), choices, visit.now());
        int minutes = found.map(Remedy::moreMinutes).orElse(shortfall);
        int budget = choices.budgetMinutes(visit.now());
        int weekly = budget == 0
                ? choices.weeklyMinutes()
                : (int) Math.ceil(choices.weeklyMinutes() * (1 + (double) minutes / budget));
        List<String> fewer = found.map(Remedy::fewerGoals).orElse(List.of()).stream()
                .map(visit.naming()::competency)
                .toList();
        if (fewer.isEmpty()) {
            return visit.text(
                    "home.choices.fit-hours",
                    visit.words().timeIn(minutes),
                    visit.words().timeIn(weekly));
        }
        return visit.text(
                "home.choices.fit-goals",
                visit.words().timeIn(minutes),
                visit.words().timeIn(weekly),
                fewer.size(),
                String.join(", ", fewer));
    }

    private static List<Option> waived(Visit visit, Choices kept) {
        return kept.waived().stream()
                .filter(visit::has)
                .map(item -> new Option(
                        item.value(),
                        Optional.ofNullable(kept.because().get(item))
                                .map(why -> visit.text(
                                        "home.waived-because",
                                        visit.naming().item(item).title(),
                                        visit.text(WhyPages.key(why))))
                                .orElseGet(() -> visit.naming().item(item).title()),
                        true))
                .toList();
    }

    private static List<Line> differences(Visit visit, LearningPath now, LearningPath then) {
        Set<LearningItemId> before = now.steps().stream().map(Step::item).collect(Collectors.toSet());
        Set<LearningItemId> after = then.steps().stream().map(Step::item).collect(Collectors.toSet());
        if (before.equals(after)) {
            return List.of(new Line(visit.text("home.choices.changed"), visit.text("home.choices.same")));
        }
        List<Line> lines = new ArrayList<>();
        then.steps().stream()
                .filter(step -> !before.contains(step.item()))
                .forEach(step -> lines.add(new Line(
                        visit.text("home.choices.added"),
                        visit.naming().item(step.item()).title())));
        now.steps().stream()
                .filter(step -> !after.contains(step.item()))
                .forEach(step -> lines.add(new Line(
                        visit.text("home.choices.dropped"),
                        visit.naming().item(step.item()).title())));
        return lines.stream().limit(8).toList();
    }

    private static List<Option> items(Visit visit, Collection<LearningItemId> items) {
        return items.stream()
                .filter(visit::has)
                .map(item -> new Option(item.value(), visit.naming().item(item).title(), true))
                .toList();
    }
}
