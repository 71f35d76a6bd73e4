package dev.waymark.home;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Criterion;
import dev.waymark.engine.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a tier demands besides the estimate, and what of it is there, in sentences.
 *
 * @param names of activities, as the learner's own statements give them
 */
record CriteriaWords(Visit visit, Map<ActivityId, String> names) {

    List<CheckPage.Criterion> of(SortedMap<CompetencyTier, Verdict> verdicts, CompetencyId competency) {
        return verdicts.entrySet().stream()
                .filter(each -> each.getKey().competency().equals(competency))
                .map(each -> new CheckPage.Criterion(
                        each.getValue().met(),
                        visit.text(
                                each.getValue().met() ? "check.criterion.met" : "check.criterion.unmet",
                                visit.naming().numbered(each.getKey().tier()),
                                demand(each.getValue()))))
                .toList();
    }

    private String demand(Verdict verdict) {
        return switch (verdict.criterion()) {
            case Criterion.All all -> visit.text("check.criterion.all", parts(verdict));
            case Criterion.Any any -> visit.text("check.criterion.any", parts(verdict));
            case Criterion.ScoreAtLeast score ->
                visit.text("check.criterion.score", visit.words().percent(score.share()), name(score.activity()))
                        + best(verdict);
            case Criterion.RatedPractical rated ->
                rated.activity()
                                .map(activity -> visit.text(
                                        "check.criterion.practical-on",
                                        visit.words().percent(rated.share()),
                                        name(activity)))
                                .orElseGet(() -> visit.text(
                                        "check.criterion.practical",
                                        visit.words().percent(rated.share())))
                        + best(verdict);
            case Criterion.Completed completed -> visit.text("check.criterion.completed", name(completed.activity()));
            case Criterion.BadgeHeld badge -> visit.text("check.criterion.badge", name(badge.badge()));
        };
    }

    private String parts(Verdict verdict) {
        return verdict.parts().stream()
                .map(part -> visit.text(
                        part.met() ? "check.criterion.part-met" : "check.criterion.part-unmet", demand(part)))
                .collect(Collectors.joining("; "));
    }

    private String best(Verdict verdict) {
        return verdict.met() || verdict.best().isEmpty()
                ? ""
                : " "
                        + visit.text(
                                "check.criterion.best",
                                visit.words().percent(verdict.best().getAsDouble()));
    }

    private String name(ActivityId activity) {
        return visit.configuration()
                .words()
                .activity(activity, visit.words().locale())
                .orElseGet(() -> names.getOrDefault(activity, activity.iri()));
    }
}
