package dev.waymark.results;

import dev.waymark.results.ResultFiles.Choice;
import dev.waymark.results.ResultFiles.Going;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads long files in, and takes them back, while nobody waits. A file that stopped half way, because its node did, is gone on with from the
 * beginning: what it brought already is known by its ids and comes once.
 */
@Singleton
public class LongFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LongFiles.class);

    private final StoredResultFiles files;
    private final GoingRows going;
    private final ExecutorService background;
    private final Clock clock;

    LongFiles(
            StoredResultFiles files,
            GoingRows going,
            @Named(TaskExecutors.BLOCKING) ExecutorService background,
            Clock clock) {
        this.files = files;
        this.going = going;
        this.background = background;
        this.clock = clock;
    }

    /** The file of a course that is being read in or taken back, or stopped on the way; the one heard of last. */
    public Optional<Going> of(TenantId tenant, CourseId course) {
        return going.of(tenant, course, clock.instant());
    }

    /**
     * Begins to apply a draft, and comes back at once.
     *
     * @return false if the draft is not there, not this course's, or being applied already
     */
    public boolean begin(TenantId tenant, CourseId course, String draft, Map<Integer, Choice> choices, String by) {
        if (!going.begin(tenant, course, draft, ChoicesJson.write(choices), clock.instant())) {
            return false;
        }
        background.execute(() -> run(tenant, course, draft, choices, by));
        return true;
    }

    /** Goes on with one that stopped, as it was chosen then; false as {@link #begin}. */
    public boolean goOn(TenantId tenant, CourseId course, String draft, String by) {
        return going.with(tenant, course, draft)
                .map(kept -> begin(tenant, course, draft, ChoicesJson.read(kept), by))
                .orElseGet(() -> back(tenant, course, draft, true, by));
    }

    /**
     * Begins to take an import back, and comes back at once.
     *
     * @return false if the import is not there, not this course's, taken back, or being taken back already
     */
    public boolean beginBack(TenantId tenant, CourseId course, String id, String by) {
        return back(tenant, course, id, false, by);
    }

    private boolean back(TenantId tenant, CourseId course, String id, boolean goingOn, String by) {
        if (!going.beginBack(tenant, course, id, goingOn, clock.instant())) {
            return false;
        }
        background.execute(() -> runBack(tenant, course, id, by));
        return true;
    }

    private void runBack(TenantId tenant, CourseId course, String id, String by) {
        try {
            boolean done =
                    files.undo(tenant, course, id, (some, all) -> going.went(tenant, id, some, all, clock.instant()));
            LOG.info("{} took a file of results back from a course of tenant {}: {}", by, tenant, done);
        } catch (RuntimeException e) {
            LOG.warn("A file of results of tenant {} was not taken back to its end", tenant, e);
            going.halted(tenant, id);
        }
    }

    private void run(TenantId tenant, CourseId course, String draft, Map<Integer, Choice> choices, String by) {
        try {
            var done = files.apply(
                    tenant,
                    course,
                    draft,
                    choices,
                    by,
                    (some, all) -> going.went(tenant, draft, some, all, clock.instant()));
            LOG.info("{} read a file of results into a course of tenant {}: {}", by, tenant, done);
            if (done.isEmpty()) {
                going.halted(tenant, draft);
            }
        } catch (RuntimeException e) {
            LOG.warn("A file of results of tenant {} was not read to its end", tenant, e);
            going.halted(tenant, draft);
        }
    }
}
