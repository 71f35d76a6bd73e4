package dev.waymark.instructor;

import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * One learner as staff see them, all in words.
 *
 * @param said what the last form did
 * @param mistake why it did nothing
 * @param chosen the skill whose history is shown
 */
public record PersonPage(
        String csrf,
        String learner,
        String name,
        String role,
        String seen,
        String reached,
        Optional<String> said,
        Optional<String> mistake,
        List<Skill> skills,
        String chosen,
        Optional<History> history,
        Trail trail,
        List<String> grades,
        Optional<Setting> setting,
        List<Set> set,
        Optional<Steering> steering,
        Optional<List<Message>> messages,
        String messageAction,
        Optional<Notes> notes,
        List<Certified> certificates,
        Optional<Revoking> revoking,
        List<String> log,
        String back) {

    public PersonPage {
        skills = List.copyOf(skills);
        grades = List.copyOf(grades);
        set = List.copyOf(set);
        certificates = List.copyOf(certificates);
        log = List.copyOf(log);
    }

    /**
     * A competency that the learner's role asks for.
     *
     * @param set who decides instead of the evidence, if somebody does
     * @param href shows its history
     */
    public record Skill(String name, TierMark tier, String target, Optional<String> set, String href, boolean here) {}

    /**
     * @param chart null-free drawing of it; empty if nothing has told us about the skill
     * @param title and {@code description} say what the drawing shows
     */
    public record History(
            String title,
            String description,
            String line,
            Optional<Double> goal,
            List<Dot> dots,
            List<Label> labels,
            List<String> tiers,
            String from,
            String until,
            List<Piece> pieces) {

        public History {
            dots = List.copyOf(dots);
            labels = List.copyOf(labels);
            tiers = List.copyOf(tiers);
            pieces = List.copyOf(pieces);
        }
    }

    public record Dot(String x, double y) {}

    /** The number of a dot, or of some that lie close together, as the table numbers them. */
    public record Label(String text, String x, double y) {}

    public record Piece(String what, String when, String did) {}

    /**
     * The path as a timeline, what is done first.
     *
     * @param more how many further steps there are, a sentence
     */
    public record Trail(List<TrailStep> steps, Optional<String> more) {

        public Trail {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param state {@code done}, {@code now}, {@code later} or {@code locked}; also the name of its mark
     * @param stateWord the same for those who do not see the mark
     * @param facts how, how long, towards what, or when it was done
     * @param lock what opens it, if it is locked
     */
    public record TrailStep(String state, String stateWord, String title, List<String> facts, Optional<String> lock) {

        public TrailStep {
            facts = List.copyOf(facts);
        }
    }

    /** The form that sets a tier. */
    public record Setting(String action, List<Option> skills, List<Option> tiers, String until, String latest) {}

    /** A tier that is set and holds. */
    public record Set(long number, String sentence, Optional<String> action) {}

    /** The form that pins and waives, and the way to what-if. */
    public record Steering(String action, List<Option> steps, String whatIf) {}

    /**
     * A certificate that was issued in the course.
     *
     * @param state when it was issued, or revoked and why
     * @param address of its public page, as long as it is valid
     */
    public record Certified(String id, String name, String state, Optional<String> address) {}

    /** The form that revokes one. */
    public record Revoking(String action, List<Option> reasons) {}

    /** @param skill whose re-check it reminds of, so that it can be noted that it was sent; empty for others */
    public record Message(String title, String text, Optional<String> skill) {}

    public record Notes(String action, List<Note> notes) {}

    public record Note(long number, String head, String text, boolean own) {}
}
