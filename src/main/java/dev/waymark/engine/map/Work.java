package dev.waymark.engine.map;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What statements have in common that are one piece of work. A source names the ways it has, the best first. */
public enum Work {
    /** One go, which has an activity of its own: Moodle's quiz attempts, SCORM's attempts. */
    ATTEMPT,
    /** What was handed in to an assignment, with its grades. */
    SUBMISSION,
    /** One launch of content (cmi5). */
    SESSION,
    /** A block of an Open edX course, whatever the address it is named by, with the questions in it. */
    BLOCK,
    /** Content with parts that report by themselves, and a result for the whole. */
    PACKAGE,
    /**
     * A lesson of Moodle with its questions and its sessions, read as a {@link #PACKAGE}. Its other content is not: a package
     * that Moodle plays reports for itself and is known by its place in the course.
     */
    LESSON,
    /** The object alone. */
    OBJECT;

    /** Types of what reports as a part of something else. */
    private static final List<String> PARTS = List.of(
            "/activities/cmi.interaction",
            "/activities/question",
            "/activities/objective",
            "/activities/content-object");

    /** Types of what has parts and reports a result for the whole. */
    private static final List<String> WHOLES = List.of(
            "/activities/course",
            "/activities/lesson",
            "/activities/assessment",
            "/activities/simulation",
            "/activities/media",
            "/activities/performance",
            "/activities/quiz",
            "/activities/web-content",
            "/activities/poll",
            "/activity-types/sco",
            "/activity-types/assessment",
            "/activitytype/lesson",
            "/activitytype/quiz",
            "/activitytype/test");

    private static final List<String> LESSONS = List.of("/activities/lesson", "/activitytype/lesson");

    /** Types of one go at a whole, which stands for the whole and has an address of its own. */
    private static final List<String> GOES = List.of("/activity-types/lesson-session");

    /** The key of the work and how it is read; empty if a statement has none of this kind. */
    public Optional<Piece> of(StatementFacts statement) {
        return switch (this) {
            case ATTEMPT ->
                Part.ATTEMPT
                        .near(statement)
                        .map(attempt -> new Piece(this, attempt.id().iri(), ""));
            case SUBMISSION -> submission(statement);
            case SESSION ->
                statement.details().session().map(session -> new Piece(this, "session " + session, root(statement)));
            case BLOCK -> block(statement);
            case PACKAGE -> inPackage(statement);
            case LESSON -> isOfLesson(statement) ? inPackage(statement) : Optional.empty();
            case OBJECT ->
                Optional.of(new Piece(
                        this,
                        statement
                                .object()
                                .map(object -> object.id().iri())
                                .orElseGet(() -> statement.id().value()),
                        ""));
        };
    }

    /**
     * @param key equal for statements that are read together
     * @param root the activity whose result stands for the whole; blank if the kind of work has none
     */
    public record Piece(Work kind, String key, String root) {

        public boolean isRoot(StatementFacts statement) {
            return statement
                    .object()
                    .map(object -> object.id().iri())
                    .filter(iri -> kind == BLOCK
                            ? blockOf(iri).equals(Optional.of(root)) && !isPartOfBlock(iri)
                            : iri.equals(root) || isOf(GOES, statement.object().orElseThrow()))
                    .isPresent();
        }
    }

    private static Optional<Piece> submission(StatementFacts statement) {
        if (!Part.SUBMISSION.isObjectOf(statement)) {
            return Optional.empty();
        }
        return statement.parents().stream()
                .filter(parent -> !Part.isFrame(parent))
                .findFirst()
                .map(assignment -> new Piece(SUBMISSION, assignment.id().iri(), ""));
    }

    private static Optional<Piece> block(StatementFacts statement) {
        return statement
                .object()
                .flatMap(object -> blockOf(object.id().iri()))
                .map(block -> new Piece(BLOCK, block, block));
    }

    /** {@code block-v1:…@problem+block@32 hex digits}, without what stands before it and the number of a question after it. */
    private static Optional<String> blockOf(String iri) {
        int at = iri.indexOf("block-v1:");
        if (at < 0) {
            return Optional.empty();
        }
        String block = iri.substring(at);
        int name = block.lastIndexOf("block@");
        int part = name < 0 ? -1 : block.indexOf('_', name);
        return Optional.of(part < 0 ? block : block.substring(0, part));
    }

    private static boolean isPartOfBlock(String iri) {
        int name = iri.lastIndexOf("block@");
        return name >= 0 && iri.indexOf('_', name) >= 0;
    }

    private static boolean isOfLesson(StatementFacts statement) {
        return statement
                .object()
                .filter(object -> isOf(GOES, object)
                        || isOf(PARTS, object) && statement.parents().stream().anyMatch(each -> isOf(LESSONS, each)))
                .isPresent();
    }

    private static Optional<Piece> inPackage(StatementFacts statement) {
        String root = root(statement);
        return root.isBlank() ? Optional.empty() : Optional.of(new Piece(PACKAGE, "package " + root, root));
    }

    /** For a part or a go the nearest activity around it that has parts, for anything else the object itself. */
    private static String root(StatementFacts statement) {
        if (statement.object().isEmpty()) {
            return "";
        }
        Activity object = statement.object().get();
        Optional<String> h5p = h5pRoot(object.id().iri());
        if (h5p.isPresent() || !(isOf(PARTS, object) || isOf(GOES, object))) {
            return h5p.orElse(object.id().iri());
        }
        return Stream.concat(statement.parents().stream(), statement.grouping().stream())
                .filter(each -> !each.id().equals(object.id()))
                .filter(each -> isOf(WHOLES, each) || each.type().isEmpty())
                .findFirst()
                .map(each -> h5pRoot(each.id().iri()).orElse(each.id().iri()))
                .orElse("");
    }

    private static Optional<String> h5pRoot(String iri) {
        int at = Math.max(iri.indexOf("?subContentId="), iri.indexOf("&subContentId="));
        return at < 0 ? Optional.empty() : Optional.of(iri.substring(0, at));
    }

    private static boolean isOf(List<String> types, Activity activity) {
        String type = activity.type().orElse(null);
        if (type == null) {
            return false;
        }
        for (String each : types) {
            if (type.endsWith(each)) {
                return true;
            }
        }
        return false;
    }
}
