package dev.waymark.home;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.home.HomePage.News;
import dev.waymark.path.PathVisits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is otherwise with a path than on the visit before. */
record SinceWords(Visit visit) {

    private static final int NAMED = 3;

    List<News> of(PathVisits.Before before, PathVisits.Shown now, Collection<LearningItemId> done) {
        String day = visit.words().shortDay(before.at());
        List<LearningItemId> then = before.shown().steps();
        List<News> all = new ArrayList<>();
        if (!before.shown().role().equals(now.role())) {
            all.add(new News(
                    visit.text("home.news.role"),
                    visit.text("home.news.role-now", visit.roleName(), day),
                    visit.link("/home/choices")));
        } else if (!before.shown().targets().isEmpty()) {
            targets(before.shown().targets(), now.targets())
                    .ifPresent(text ->
                            all.add(new News(visit.text("home.news.targets"), text, visit.link("/home/choices"))));
        }
        add(all, "finished", then, done::contains, day, "/home/evidence");
        add(all, "new-steps", now.steps(), item -> !then.contains(item), day, "/home/why?step=");
        add(
                all,
                "gone-steps",
                then,
                item -> !now.steps().contains(item) && !done.contains(item),
                day,
                "/home/left-out");
        return all;
    }

    /** What the role asks for otherwise than before, a sentence for each; of many the first. */
    private Optional<String> targets(SortedMap<CompetencyId, Tier> then, SortedMap<CompetencyId, Tier> now) {
        SortedSet<CompetencyId> every = new TreeSet<>(then.keySet());
        every.addAll(now.keySet());
        List<CompetencyId> other = every.stream()
                .filter(each -> visit.configuration().framework().competencies().contains(each))
                .filter(each -> !Optional.ofNullable(then.get(each)).equals(Optional.ofNullable(now.get(each))))
                .toList();
        if (other.isEmpty()) {
            return Optional.empty();
        }
        List<String> sentences = new ArrayList<>(other.stream()
                .limit(NAMED)
                .map(each -> target(each, Optional.ofNullable(then.get(each)), Optional.ofNullable(now.get(each))))
                .toList());
        if (other.size() > NAMED) {
            sentences.add(visit.text("home.news.targets-more", other.size() - NAMED));
        }
        return Optional.of(String.join(" ", sentences));
    }

    private String target(CompetencyId competency, Optional<Tier> then, Optional<Tier> now) {
        String name = visit.naming().competency(competency);
        if (now.isEmpty()) {
            return visit.text("home.news.target-gone", name);
        }
        String tier = visit.naming().numbered(now.get());
        return then.map(was -> visit.text(
                        "home.news.target", name, tier, visit.naming().numbered(was)))
                .orElseGet(() -> visit.text("home.news.target-new", name, tier));
    }

    private void add(
            List<News> all,
            String key,
            List<LearningItemId> items,
            Predicate<LearningItemId> which,
            String day,
            String page) {
        List<LearningItemId> these =
                items.stream().filter(which).filter(visit::has).toList();
        if (!these.isEmpty()) {
            String names = these.stream()
                    .limit(NAMED)
                    .map(item -> visit.text(
                            "home.news.item", visit.naming().item(item).title()))
                    .collect(Collectors.joining(", "));
            int more = Math.max(0, these.size() - NAMED);
            all.add(new News(
                    visit.text("home.news." + key),
                    visit.text("home.news.items", names, more, day),
                    visit.link(page.endsWith("=") ? page + these.get(0) : page)));
        }
    }
}
