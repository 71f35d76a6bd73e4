package dev.waymark.grading;

import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Sent;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What staff see and decide about the scores of their course. Every act is kept, with who told us and when. */
public interface GradeDesk {

    /** What of the scores to show. */
    enum Filter {
        ALL,
        /** Refused, or changed by somebody in the course. */
        ATTENTION,
        WAITING,
        SENT
    }

    /** What staff may tell us about one score. */
    enum Act {
        /** Try again what was refused, or at once what waits. */
        AGAIN,
        /** Send ours although the course shows another. */
        OVERWRITE,
        /** The evidence was taken back: set the score to 0. */
        ZERO
    }

    /**
     * A stretch of the scores of a course: those of the whole path first. It costs the same however deep it lies.
     *
     * @param after where the stretch before ended; empty for the first
     * @param count of lines, at most
     */
    Board board(TenantId tenant, CourseId course, Filter filter, Optional<Place> after, int count);

    /** The place of a score in the order of {@link #board}. */
    record Place(String measure, LearnerId learner, String cell) {

        private static final java.util.regex.Pattern TEXT =
                java.util.regex.Pattern.compile("([0-9a-f-]{36})_([0-9a-f]{64})_([^\\p{Cntrl}]{1,100})");

        /** Reads {@link #text}; empty if it is none. */
        public static Optional<Place> read(String text) {
            var found = TEXT.matcher(text);
            try {
                return found.matches()
                        ? Optional.of(new Place(found.group(3), LearnerId.of(found.group(1)), found.group(2)))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** For an address. */
        public String text() {
            return learner + "_" + cell + "_" + measure;
        }
    }

    /**
     * Does what staff said.
     *
     * @param by who says so: a name of ours, no personal data
     * @return false if there is no such score in this course, or it does not stand so that this could be done
     */
    boolean tell(TenantId tenant, CourseId course, LearnerId learner, String cell, Act act, String by, Instant at);

    /** Reads soon what the course shows. */
    void readBack(TenantId tenant, CourseId course, Instant at);

    /**
     * Which columns the course shall have besides those of its links; found, or made, soon. One that is not chosen any
     * more stays in the gradebook with what it holds, and gets no more scores of people who come later.
     *
     * @param measures {@code path}, {@code competency/<id>}
     * @return false if the course has no gradebook that we may write to
     */
    boolean chooseColumns(TenantId tenant, CourseId course, Set<String> measures, String by, Instant at);

    /**
     * @param next where the next stretch begins; empty if there is none
     * @param total of the lines that the filter lets through
     * @param counts in the order of {@link Filter}
     * @param peace until when the platform is left in peace, if it is
     * @param concluded if the platform said that the course is over and takes no scores
     * @param readAt when it was last read what the course shows
     */
    record Board(
            List<Line> lines,
            Optional<Place> next,
            int total,
            List<Integer> counts,
            Optional<Instant> peace,
            Optional<Concluded> concluded,
            Optional<Instant> readAt,
            List<CourseColumnState> columns,
            boolean columnsPossible) {
        public Board {
            lines = List.copyOf(lines);
            counts = List.copyOf(counts);
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param since when the platform said so first
     * @param askAt when it is asked again, if nobody wants it sooner
     */
    record Concluded(Instant since, Instant askAt) {}

    /**
     * One score.
     *
     * @param cell names it for {@link #tell}
     * @param measure what it scores
     * @param due what is due now; empty if it is withheld
     * @param wanted the score of the newest order
     * @param sent the newest that the course has taken
     * @param answered what the platform answered last, for an administrator
     * @param why word of a refusal: {@code concluded}, {@code column-closed}, {@code not-gradable}, {@code gone}, {@code not-allowed}, {@code
     *     other}
     * @param nextTry when it is tried again
     * @param shown what the course showed when it was last read
     */
    record Line(
            LearnerId learner,
            String cell,
            String measure,
            Optional<Double> due,
            Optional<Withheld> withheld,
            Optional<Double> wanted,
            Optional<Sent> sent,
            Optional<Fate> fate,
            Optional<String> answered,
            Optional<String> why,
            int attempts,
            Optional<Instant> nextTry,
            Optional<Shown> shown) {}

    /**
     * @param points empty if the course shows no grade
     */
    record Shown(Optional<Double> points, double maximum, Instant readAt) {}

    /**
     * A column that staff chose.
     *
     * @param label its name in the gradebook, as far as we know
     * @param state {@code wanted}, {@code found} or {@code stopped}
     */
    record CourseColumnState(String measure, String label, String state, Optional<String> detail) {}
}
