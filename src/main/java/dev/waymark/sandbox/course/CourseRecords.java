package dev.waymark.sandbox.course;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What everybody did, apart from marks. */
public final class CourseRecords {

    /**
     * @param number unique in the site, as Moodle counts attempts
     * @param answers by the number of the question; empty while the attempt is open
     * @param score in points; meaningless while the attempt is open
     */
    public record Attempt(
            int number,
            int cmid,
            String person,
            Instant started,
            boolean finished,
            Map<Integer, String> answers,
            double score) {
        public Attempt {
            answers = Map.copyOf(answers);
        }
    }

    public record Submission(String text, Instant at) {}

    private record Everything(List<Attempt> attempts, Map<String, Boolean> done, Map<String, Submission> submissions) {}

    private final JsonFile<Everything> file;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, Boolean> done = new TreeMap<>();
    private final Map<String, Submission> submissions = new TreeMap<>();

    public CourseRecords(Optional<Path> folder) {
        this.file = new JsonFile<>(folder, "course.json", new TypeReference<>() {});
        file.read().ifPresent(before -> {
            attempts.addAll(before.attempts());
            done.putAll(before.done());
            submissions.putAll(before.submissions());
        });
    }

    /** Nobody did anything. */
    public synchronized void clear() {
        attempts.clear();
        done.clear();
        submissions.clear();
        save();
    }

    public synchronized Attempt start(int cmid, String person, Instant at) {
        var attempt = new Attempt(attempts.size() + 1, cmid, person, at, false, Map.of(), 0);
        attempts.add(attempt);
        save();
        return attempt;
    }

    /** The attempt with its answers, in place of the open one. */
    public synchronized void finish(Attempt finished) {
        attempts.set(finished.number() - 1, finished);
        save();
    }

    public synchronized Optional<Attempt> attempt(int number) {
        return number >= 1 && number <= attempts.size() ? Optional.of(attempts.get(number - 1)) : Optional.empty();
    }

    public synchronized List<Attempt> attempts(int cmid, String person) {
        return attempts.stream()
                .filter(each -> each.cmid() == cmid && each.person().equals(person))
                .toList();
    }

    public synchronized boolean isDone(int cmid, String person) {
        return done.getOrDefault(cmid + "/" + person, false);
    }

    /** Tells whether that changed anything. */
    public synchronized boolean setDone(int cmid, String person, boolean isDone) {
        boolean changed = isDone(cmid, person) != isDone;
        done.put(cmid + "/" + person, isDone);
        save();
        return changed;
    }

    public synchronized Optional<Submission> submission(String person) {
        return Optional.ofNullable(submissions.get(person));
    }

    public synchronized void submit(String person, Submission submission) {
        submissions.put(person, submission);
        save();
    }

    private void save() {
        file.write(new Everything(attempts, done, submissions));
    }
}
