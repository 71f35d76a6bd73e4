package dev.waymark.grading;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.grading.Grades.RoleAnswer;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.grading.RoleRequestRows.Answer;
import dev.waymark.grading.RoleRequestRows.Waiting;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may change a job role, and when: targets come with the role, so whoever has been graded could otherwise pick the
 * role that their tiers look best in. Runs in the caller's transaction.
 */
@Singleton
class RoleChanges {

    private static final Logger LOG = LoggerFactory.getLogger(RoleChanges.class);

    private final RoleRequestRows requests;
    private final OrderRows orders;
    private final SentRows sent;
    private final Learners learners;
    private final Configurations configurations;

    RoleChanges(
            RoleRequestRows requests,
            OrderRows orders,
            SentRows sent,
            Learners learners,
            Configurations configurations) {
        this.requests = requests;
        this.orders = orders;
        this.sent = sent;
        this.learners = learners;
        this.configurations = configurations;
    }

    RoleAnswer ask(TenantId tenant, LearnerId learner, CourseId course, JobRoleId wanted, Instant at) {
        requireOffered(tenant, course, wanted);
        Optional<JobRoleId> now = learners.find(tenant, learner)
                .orElseThrow(() -> new IllegalArgumentException("nobody is learner %s".formatted(learner)))
                .role();
        Optional<Waiting> waiting = requests.of(tenant, learner);
        if (now.equals(Optional.of(wanted))) {
            waiting.ifPresent(before -> withdraw(tenant, before, at));
            return RoleAnswer.UNCHANGED;
        }
        if (now.isEmpty() || !graded(tenant, learner)) {
            waiting.ifPresent(before -> withdraw(tenant, before, at));
            learners.setRole(tenant, learner, wanted, at);
            LOG.info(
                    "learner {} has role {} by their own choice; nothing was graded or none was chosen",
                    learner,
                    wanted);
            return RoleAnswer.GRANTED;
        }
        boolean asksAgain = waiting.filter(before -> before.request().wanted().equals(wanted)
                        && before.course().equals(course))
                .isPresent();
        if (!asksAgain) {
            waiting.ifPresent(before -> withdraw(tenant, before, at));
            requests.ask(tenant, new Waiting(new RoleRequest(learner, now, wanted, at), course));
            LOG.info("learner {} asks for role {} in course {}", learner, wanted, course.key());
        }
        return RoleAnswer.WAITS_FOR_INSTRUCTOR;
    }

    boolean answer(TenantId tenant, CourseId course, LearnerId learner, boolean yes, String by, Instant at) {
        Optional<Waiting> waiting =
                requests.of(tenant, learner).filter(each -> each.course().equals(course));
        if (waiting.isEmpty() || !requests.end(tenant, waiting.get(), yes ? Answer.YES : Answer.NO, by, at)) {
            return false;
        }
        JobRoleId wanted = waiting.get().request().wanted();
        if (yes) {
            requireOffered(tenant, course, wanted);
            learners.setRole(tenant, learner, wanted, at);
        }
        LOG.info(
                "role {} for learner {} in course {}: {}, by {}",
                wanted,
                learner,
                course.key(),
                yes ? "yes" : "no",
                by);
        return true;
    }

    private boolean graded(TenantId tenant, LearnerId learner) {
        return sent.graded(tenant, learner) || orders.triedFor(tenant, learner);
    }

    private void withdraw(TenantId tenant, Waiting waiting, Instant at) {
        requests.end(
                tenant, waiting, Answer.WITHDRAWN, waiting.request().learner().toString(), at);
    }

    private void requireOffered(TenantId tenant, CourseId course, JobRoleId wanted) {
        Configurations.Published published = configurations.of(tenant, course);
        if (published.roles().stream().noneMatch(role -> role.id().equals(wanted))) {
            throw new IllegalArgumentException(
                    "version %s offers no job role %s".formatted(published.version(), wanted));
        }
    }
}
