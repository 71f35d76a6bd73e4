package dev.waymark.engine.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a statement says, as far as it matters for evidence: no person, no wire format. Whatever the statement left out
 * is empty here, never zero and never false.
 *
 * @param id the statement's id
 * @param experienced xAPI {@code timestamp}, or {@code stored} where there is none
 * @param stored xAPI {@code stored}
 * @param verb the verb's IRI as the statement has it; aliases are the mapper's business
 * @param object the activity the statement is about; empty if its object is no activity
 * @param parents {@code contextActivities.parent}, in the statement's order
 * @param grouping {@code contextActivities.grouping}, in the statement's order
 * @param categories ids of {@code contextActivities.category}
 * @param actorIsLearner false if the actor is somebody else's teacher here (an essay being graded)
 * @param actorIsInstructor true if {@code context.instructor} is the actor
 * @param registration xAPI {@code context.registration}
 * @param eventName the LMS event that a plugin names as its cause
 * @param voided true if a later statement took this one back
 * @param details what only some sources say
 */
public record StatementFacts(
        EvidenceId id,
        Instant experienced,
        Instant stored,
        String verb,
        Optional<Activity> object,
        List<Activity> parents,
        List<Activity> grouping,
        List<String> categories,
        Result result,
        boolean actorIsLearner,
        boolean actorIsInstructor,
        Optional<String> registration,
        Optional<String> eventName,
        boolean voided,
        Details details) {

    /** Without details. */
    public StatementFacts(
            EvidenceId id,
            Instant experienced,
            Instant stored,
            String verb,
            Optional<Activity> object,
            List<Activity> parents,
            List<Activity> grouping,
            List<String> categories,
            Result result,
            boolean actorIsLearner,
            boolean actorIsInstructor,
            Optional<String> registration,
            Optional<String> eventName,
            boolean voided) {
        this(
                id,
                experienced,
                stored,
                verb,
                object,
                parents,
                grouping,
                categories,
                result,
                actorIsLearner,
                actorIsInstructor,
                registration,
                eventName,
                voided,
                Details.NONE);
    }

    public StatementFacts {
        parents = List.copyOf(parents);
        grouping = List.copyOf(grouping);
        categories = List.copyOf(categories);
    }

    /**
     * @param type the activity type's IRI, if given
     * @param name a name for people, in any language, if given
     */
    public record Activity(ActivityId id, Optional<String> type, Optional<String> name) {

        /** Of the address alone: it nearly always settles the rest, and activities are looked up millions of times. */
        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    /** The result as written: scaled, raw, min and max as they came, contradictions included. */
    public record Result(
            OptionalDouble scaled,
            OptionalDouble raw,
            OptionalDouble min,
            OptionalDouble max,
            Optional<Boolean> success,
            Optional<Boolean> completion) {

        /** No result at all. */
        public static final Result NONE = new Result(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * What only some sources say.
     *
     * @param session of content that was launched (cmi5 {@code sessionid})
     * @param progress how much of the object is done, 0 to 1, as the source says
     * @param played how much of a recording was played, 0 to 1, by the segments played and the length; not by where the
     *     play head stood
     * @param threshold how much of a recording makes it complete, 0 to 1, if the source says
     * @param masteryScore the mark that the LMS set (cmi5 {@code masteryscore}), 0 to 1
     * @param interaction {@code interactionType} of the object
     * @param extensions names of all extensions of context, result and object, sorted
     */
    public record Details(
            Optional<String> session,
            OptionalDouble progress,
            OptionalDouble played,
            OptionalDouble threshold,
            OptionalDouble masteryScore,
            Optional<String> interaction,
            List<String> extensions) {

        public static final Details NONE = new Details(
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of());

        public Details {
            if (extensions.size() > 1) {
                extensions = extensions.stream().sorted().toList();
            } else {
                extensions = List.copyOf(extensions);
            }
        }
    }
}
