package dev.waymark.learner;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is on a course's list, whether or not they have ever opened Waymark. A list's roles are not those of launches and
 * never replace them: Moodle lists an assistant as a learner.
 */
public interface Rosters {

    /** People on the list as learners, and not as staff by any launch, who have not opened Waymark here; by name. */
    List<Person> notYetHere(TenantId tenant, CourseId course);

    /** How the reading of the list stands; empty where the platform never offered one. */
    Optional<Reading> reading(TenantId tenant, CourseId course);

    /** Reads the list soon. */
    void readSoon(TenantId tenant, CourseId course, Instant at);

    /**
     * Somebody says that the people who were missing have really left.
     *
     * @param by who says so: a name of ours, no personal data
     * @return false if nothing was kept back
     */
    boolean confirmLeaving(TenantId tenant, CourseId course, String by, Instant at);

    /**
     * @param name empty if the platform sends none
     */
    record Person(String subject, Optional<String> name, Instant since) {}

    /**
     * @param completeAt when the list was last read to its end
     * @param people on it then
     * @param pages read in the run that is under way, or in the last
     * @param state how the last run went
     * @param leaving people who would have left, and were kept back
     * @param found people so far, in the run that is under way
     * @param soon true if it will be read within a minute, as somebody asked for it
     */
    record Reading(
            Optional<Instant> completeAt,
            int people,
            int pages,
            State state,
            Optional<String> detail,
            Optional<Instant> nextTry,
            int leaving,
            int found,
            boolean soon) {

        /** True as long as whoever waits for it should look again. */
        public boolean going() {
            return state == State.RUNNING || (soon && state != State.FAILED);
        }
    }

    enum State {
        NEVER,
        RUNNING,
        DONE,
        /** The list shrank so much that a person has to say whether it is true. */
        KEPT_BACK,
        FAILED
    }
}
