package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Choices with one thing changed. */
record Changed(
        int weeklyMinutes,
        int weeks,
        Optional<Integer> longest,
        Choices base,
        Map<CompetencyId, Tier> goals,
        Set<LearningItemId> pinned,
        Set<LearningItemId> waived) {

    Changed(Choices base) {
        this(base.weeklyMinutes(), base.weeks(), base.longestStep(), base, base.goals(), base.pinned(), base.waived());
    }

    Changed longest(Optional<Integer> minutes) {
        return new Changed(weeklyMinutes, weeks, minutes, base, goals, pinned, waived);
    }

    Changed weekly(int minutes) {
        return new Changed(minutes, weeks, longest, base, goals, pinned, waived);
    }

    Changed pin(LearningItemId item) {
        return new Changed(weeklyMinutes, weeks, longest, base, goals, with(pinned, item), without(waived, item));
    }

    Changed waive(LearningItemId item) {
        return new Changed(weeklyMinutes, weeks, longest, base, goals, without(pinned, item), with(waived, item));
    }

    Changed unpin(LearningItemId item) {
        return new Changed(weeklyMinutes, weeks, longest, base, goals, without(pinned, item), waived);
    }

    Changed unwaive(LearningItemId item) {
        return new Changed(weeklyMinutes, weeks, longest, base, goals, pinned, without(waived, item));
    }

    Choices done() {
        return new Choices(weeklyMinutes, weeks, longest, base.avoided(), goals, pinned, waived, base.done());
    }

    private static Set<LearningItemId> with(Set<LearningItemId> items, LearningItemId item) {
        Set<LearningItemId> more = new TreeSet<>(items);
        more.add(item);
        return more;
    }

    private static Set<LearningItemId> without(Set<LearningItemId> items, LearningItemId item) {
        Set<LearningItemId> fewer = new TreeSet<>(items);
        fewer.remove(item);
        return fewer;
    }
}
