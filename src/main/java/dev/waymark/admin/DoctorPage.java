package dev.waymark.admin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The launch doctor: what was refused or failed, and, for one code, what it was and what to do.
 *
 * @param fault key of what was wrong with the question; empty for nothing
 */
public record DoctorPage(
        String code, String fault, Optional<Finding> finding, List<Line> others, Optional<Counts> counts) {

    public DoctorPage {
        others = List.copyOf(others);
    }

    /**
     * One refused launch or failed call.
     *
     * @param todo what to change, one sentence each
     * @param fixes links to the pages here where it is changed
     * @param recorded what was kept of it, word by word
     */
    public record Finding(
            String title,
            String about,
            String what,
            List<String> todo,
            List<Fix> fixes,
            List<Step> steps,
            String recorded) {
        public Finding {
            todo = List.copyOf(todo);
            fixes = List.copyOf(fixes);
            steps = List.copyOf(steps);
        }

        /** All of it as plain text, for a message to whoever runs the platform. */
        public String message() {
            return Stream.of(Stream.of(title, about, what), todo.stream(), Stream.of(recorded))
                    .flatMap(each -> each)
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.joining("\n"));
        }
    }

    public record Fix(String text, String href) {}

    /**
     * @param kind {@code good}, {@code bad} or {@code later}
     * @param state in a word, for who does not see the mark
     */
    public record Step(String kind, String title, String state, String text) {}

    public record Line(String code, String href, String what, String about) {}

    /** One platform's last day. */
    public record Counts(String name, String opened, List<Path> paths) {
        public Counts {
            paths = List.copyOf(paths);
        }
    }

    public record Path(String name, long launches) {}
}
