package dev.waymark.home;

import dev.waymark.engine.model.LearningItemId;
import dev.waymark.home.HomePage.News;
import dev.waymark.path.PathVisits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
            all.add(new News(visit.text("home.news.role"), visit.text("home.news.role-now", visit.roleName(), day)));
        }
        add(all, "finished", then, done::contains, day);
        add(all, "new-steps", now.steps(), item -> !then.contains(item), day);
        add(all, "gone-steps", then, item -> !now.steps().contains(item) && !done.contains(item), day);
        return all;
    }

    private void add(
            List<News> all, String key, List<LearningItemId> items, Predicate<LearningItemId> which, String day) {
        List<LearningItemId> these =
                items.stream().filter(which).filter(visit::has).toList();
        if (!these.isEmpty()) {
            String names = these.stream()
                    .limit(NAMED)
                    .map(item -> visit.text(
                            "home.news.item", visit.naming().item(item).title()))
                    .collect(Collectors.joining(", "));
            int more = Math.max(0, these.size() - NAMED);
            all.add(new News(visit.text("home.news." + key), visit.text("home.news.items", names, more, day)));
        }
    }
}
