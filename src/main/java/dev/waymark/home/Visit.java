package dev.waymark.home;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Words;
import java.time.Instant;
import java.util.Optional;

/** A known learner looking at their own pages, at one instant. */
record Visit(
        LtiSession session, SessionLinks links, Learner learner, Published configuration, Naming naming, Instant now) {

    TenantId tenant() {
        return session.tenant();
    }

    LearnerId id() {
        return learner.id();
    }

    CourseId course() {
        return session.course();
    }

    Words words() {
        return naming.words();
    }

    JobRole role() {
        return configuration.role(learner.role());
    }

    /** The role that was chosen, if it is still offered; else the targets for all staff apply. */
    Optional<JobRoleId> chosenRole() {
        JobRole role = role();
        return learner.role().filter(role.id()::equals);
    }

    /** A role's name; the id of one that is no longer offered. */
    String roleName(JobRoleId id) {
        return configuration.roles().stream().map(JobRole::id).anyMatch(id::equals) ? naming.role(id) : id.value();
    }

    /** True if this version of the catalogue has the item: an earlier one may have had others. */
    boolean has(LearningItemId item) {
        return configuration.item(item).isPresent();
    }

    String roleName() {
        return chosenRole().map(naming::role).orElseGet(() -> text("home.role.everyone"));
    }

    String link(String path) {
        return links.to(session, path);
    }

    String csrf() {
        return links.csrf(session);
    }

    String text(String key, Object... values) {
        return words().text(key, values);
    }
}
