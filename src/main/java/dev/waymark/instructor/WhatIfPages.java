package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.WhatIfPage.Option;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.path.Paths;
import dev.waymark.path.WhatIf;
import dev.waymark.path.WhatIf.Decision;
import dev.waymark.path.WhatIf.Supposition;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the what-if page of one learner of a course together. */
@Singleton
final class WhatIfPages {

    private static final int STEPS = 30;

    private final Paths paths;
    private final WhatIf whatIf;
    private final Configurations configurations;
    private final SessionLinks links;

    WhatIfPages(Paths paths, WhatIf whatIf, Configurations configurations, SessionLinks links) {
        this.paths = paths;
        this.whatIf = whatIf;
        this.configurations = configurations;
        this.links = links;
    }

    /**
     * @param tried what to show the path of; empty shows the path as it is
     * @param said message key of what was done
     * @param mistake message key of what cannot be used
     */
    WhatIfPage page(
            LtiSession session,
            Words words,
            Learner learner,
            WhatIfForm form,
            Optional<Supposition> tried,
            Optional<String> said,
            Optional<String> mistake,
            Instant now) {
        Published published = configurations.of(session.tenant(), session.course());
        Supposition kept = whatIf.inForce(session.tenant(), learner.id(), session.course(), now);
        Supposition shown = tried.orElse(kept);
        LearningPath before = paths.current(session.tenant(), learner.id(), session.course(), now)
                .path();
        LearningPath path = tried.map(it -> whatIf.suppose(session.tenant(), learner.id(), session.course(), it, now)
                        .path())
                .orElse(before);
        return new WhatIfPage(
                links.csrf(session),
                links.to(session, "/course/person?learner=" + learner.id()),
                links.to(session, "/course/learner"),
                learner.id().toString(),
                People.name(words, learner),
                answer(words, path),
                tried.isPresent(),
                said.map(words::text),
                mistake.map(words::text),
                form.isSent() ? form.one("hours") : words.number(kept.choices().weeklyMinutes() / 60.0, 2),
                form.isSent() ? form.one("weeks") : words.number(kept.choices().weeks(), 0),
                form.one("reason"),
                form.one("until"),
                roles(words, published, learner, form),
                options(
                        words,
                        published,
                        kept.choices().pinned(),
                        shown.choices().pinned()),
                published.items().stream()
                        .map(LearningItem::id)
                        .filter(id -> !kept.choices().pinned().contains(id))
                        .map(id -> new Option(
                                id.value(),
                                title(words, published, id),
                                form.one("add").equals(id.value())))
                        .toList(),
                kept.tiers().entrySet().stream()
                        .map(each -> new Option(
                                each.getKey().value(),
                                tierIn(words, published, each.getKey(), each.getValue()),
                                shown.tiers().containsKey(each.getKey())))
                        .toList(),
                published.framework().competencies().stream()
                        .map(id -> new Option(
                                id.value(),
                                published.words().competency(id, words.locale()),
                                form.one("competency").equals(id.value())))
                        .toList(),
                Arrays.stream(Tier.values())
                        .map(tier -> new Option(
                                Integer.toString(tier.level()),
                                numbered(words, published, tier),
                                form.one("tier").equals(Integer.toString(tier.level()))))
                        .toList(),
                tried.isPresent() ? changes(words, published, before, path) : List.of(),
                path.steps().stream()
                        .limit(STEPS)
                        .map(step -> words.text(
                                "instructor.what-if.step",
                                title(words, published, step.item()),
                                words.time(step.minutes()),
                                published.words().competency(step.towards().competency(), words.locale())))
                        .toList(),
                whatIf.decisions(session.tenant(), learner.id(), session.course()).stream()
                        .map(each -> logged(words, published, each))
                        .toList());
    }

    private static String answer(Words words, LearningPath path) {
        return path.shortfall() == 0
                ? words.text("instructor.what-if.answer", path.steps().size(), words.time(path.minutes()))
                : words.text(
                        "instructor.what-if.answer-short",
                        path.steps().size(),
                        words.time(path.minutes()),
                        words.timeIn(path.shortfall()));
    }

    private static List<Option> roles(Words words, Published published, Learner learner, WhatIfForm form) {
        List<Option> all = new ArrayList<>();
        String own = learner.role()
                .filter(role -> published.role(learner.role()).id().equals(role))
                .map(role -> published.words().role(role, words.locale()))
                .orElseGet(() -> words.text("instructor.class.show.no-role"));
        all.add(new Option(
                "",
                words.text("instructor.what-if.own-role", own),
                form.one("role").isEmpty()));
        for (JobRole role : published.roles()) {
            all.add(new Option(
                    role.id().value(),
                    published.words().role(role.id(), words.locale()),
                    form.one("role").equals(role.id().value())));
        }
        return all;
    }

    private static List<Option> options(
            Words words, Published published, Set<LearningItemId> kept, Set<LearningItemId> shown) {
        return kept.stream()
                .map(id -> new Option(id.value(), title(words, published, id), shown.contains(id)))
                .toList();
    }

    private static List<String> changes(Words words, Published published, LearningPath before, LearningPath after) {
        Set<LearningItemId> was = before.steps().stream().map(Step::item).collect(Collectors.toSet());
        Set<LearningItemId> is = after.steps().stream().map(Step::item).collect(Collectors.toSet());
        List<String> all = new ArrayList<>();
        after.steps().stream()
                .map(Step::item)
                .filter(item -> !was.contains(item))
                .forEach(item -> all.add(words.text("instructor.what-if.comes", title(words, published, item))));
        before.steps().stream()
                .map(Step::item)
                .filter(item -> !is.contains(item))
                .forEach(item -> all.add(words.text("instructor.what-if.goes", title(words, published, item))));
        int minutes = after.minutes() - before.minutes();
        if (minutes != 0) {
            all.add(words.text(
                    minutes > 0 ? "instructor.what-if.longer" : "instructor.what-if.shorter",
                    words.timeIn(Math.abs(minutes))));
        }
        return all.isEmpty() ? List.of(words.text("instructor.what-if.same")) : all;
    }

    private static String logged(Words words, Published published, Decision each) {
        String what = words.text(
                "instructor.what-if.what",
                words.time(each.what().choices().weeklyMinutes()),
                each.what().choices().weeks(),
                each.what().choices().pinned().size());
        List<String> tiers = each.what().tiers().entrySet().stream()
                .map(tier -> tierIn(words, published, tier.getKey(), tier.getValue()))
                .toList();
        return tiers.isEmpty()
                ? words.text("instructor.what-if.logged", words.moment(each.at()), each.who(), each.reason(), what)
                : words.text(
                        "instructor.what-if.logged-tiers",
                        words.moment(each.at()),
                        each.who(),
                        each.reason(),
                        what,
                        String.join("; ", tiers),
                        each.until().map(words::shortDay).orElse("–"));
    }

    private static String title(Words words, Published published, LearningItemId id) {
        return published.item(id).isPresent()
                ? published.words().item(id, words.locale()).title()
                : id.value();
    }

    private static String numbered(Words words, Published published, Tier tier) {
        return words.text("web.tier", tier.level(), published.words().tier(tier, words.locale()));
    }

    private static String tierIn(Words words, Published published, CompetencyId competency, Tier tier) {
        String name = published.framework().competencies().contains(competency)
                ? published.words().competency(competency, words.locale())
                : competency.value();
        return words.text("instructor.what-if.tier-in", name, numbered(words, published, tier));
    }
}
