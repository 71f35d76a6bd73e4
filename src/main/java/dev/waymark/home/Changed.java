package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Choices.NotForMe;
import dev.waymark.engine.model.LearningItemId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Choices with one thing changed. */
record Changed(Choices done) {

    /** Only what fits so many minutes at a time; longer steps are cut where they can be. */
    Changed sitting(Optional<Integer> minutes) {
        return with(done.weeklyMinutes(), done.pinned(), done.waived(), minutes, done.because());
    }

    Changed weekly(int minutes) {
        return with(minutes, done.pinned(), done.waived(), done.sitting(), done.because());
    }

    Changed pin(LearningItemId item) {
        return with(
                done.weeklyMinutes(),
                with(done.pinned(), item),
                without(done.waived(), item),
                done.sitting(),
                done.because());
    }

    Changed waive(LearningItemId item, Optional<NotForMe> why) {
        SortedMap<LearningItemId, NotForMe> because = new TreeMap<>(done.because());
        why.ifPresent(said -> because.put(item, said));
        return with(
                done.weeklyMinutes(), without(done.pinned(), item), with(done.waived(), item), done.sitting(), because);
    }

    Changed unpin(LearningItemId item) {
        return with(done.weeklyMinutes(), without(done.pinned(), item), done.waived(), done.sitting(), done.because());
    }

    Changed unwaive(LearningItemId item) {
        return with(done.weeklyMinutes(), done.pinned(), without(done.waived(), item), done.sitting(), done.because());
    }

    private Changed with(
            int weeklyMinutes,
            SortedSet<LearningItemId> pinned,
            SortedSet<LearningItemId> waived,
            Optional<Integer> sitting,
            SortedMap<LearningItemId, NotForMe> because) {
        return new Changed(new Choices(
                weeklyMinutes,
                done.weeks(),
                done.longestStep(),
                done.avoided(),
                done.goals(),
                pinned,
                waived,
                done.done(),
                sitting,
                done.deadline(),
                because));
    }

    private static SortedSet<LearningItemId> with(SortedSet<LearningItemId> items, LearningItemId item) {
        SortedSet<LearningItemId> more = new TreeSet<>(items);
        more.add(item);
        return more;
    }

    private static SortedSet<LearningItemId> without(SortedSet<LearningItemId> items, LearningItemId item) {
        SortedSet<LearningItemId> fewer = new TreeSet<>(items);
        fewer.remove(item);
        return fewer;
    }
}
