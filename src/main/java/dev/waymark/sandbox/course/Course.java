package dev.waymark.sandbox.course;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What there is to do in the course; read from {@code sandbox/course.json}.
 *
 * @param id the number of the course, which is the context of a launch
 */
public record Course(String id, String title, String label, List<Section> sections) {

    /** The practice course. */
    public static final Course PRACTICE = read();

    /** @param id the number in the section's address */
    public record Section(int id, String title, List<Activity> activities) {
        public Section {
            activities = List.copyOf(activities);
        }
    }

    /**
     * @param cmid the course module's number in its address
     * @param kind of Moodle's modules
     * @param max most points, 0 if it is not graded
     * @param gradePass points that pass, 0 if none is set
     * @param column the grade item's number, 0 if it is not graded
     * @param text paragraphs to read, before the questions if there are any
     */
    public record Activity(
            int cmid,
            Kind kind,
            String title,
            double max,
            double gradePass,
            int column,
            List<String> text,
            List<Question> questions) {
        public Activity {
            text = List.copyOf(text);
            questions = List.copyOf(questions);
        }
    }

    public record Question(
            int id, String name, Type type, String text, List<String> choices, String right, String feedback) {
        public Question {
            choices = List.copyOf(choices);
            if (type == Type.CHOICE && !choices.contains(right)) {
                throw new IllegalArgumentException(name + ": the right answer is not among the choices");
            }
        }

        /** A fill-in is right in any case and with blanks around it. */
        public boolean isRight(String answer) {
            return right.equalsIgnoreCase(answer.strip());
        }
    }

    public enum Type {
        CHOICE,
        TRUE_FALSE,
        FILL_IN
    }

    public enum Kind {
        PAGE,
        QUIZ,
        ASSIGN,
        SCORM,
        LTI;

        /** The module's name in addresses. */
        public String module() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Course {
        sections = List.copyOf(sections);
    }

    public List<Activity> activities() {
        return sections.stream()
                .flatMap(section -> section.activities().stream())
                .toList();
    }

    /** Those with a column in the gradebook. */
    public List<Activity> graded() {
        return activities().stream().filter(activity -> activity.column() > 0).toList();
    }

    /** @throws IllegalArgumentException if there is none */
    public Activity activity(int cmid) {
        return activities().stream()
                .filter(activity -> activity.cmid() == cmid)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the course has no activity " + cmid));
    }

    /** The section that holds an activity of this course. */
    public Section sectionOf(Activity activity) {
        return sections.stream()
                .filter(section -> section.activities().contains(activity))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(activity.title() + " is not of this course"));
    }

    private static Course read() {
        try (var stream = Course.class.getResourceAsStream("/sandbox/course.json")) {
            return JsonMapper.builder().build().readValue(stream, Course.class);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read sandbox/course.json", e);
        }
    }
}
