package dev.waymark.competency;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a tenant teaches and asks for, as published. Immutable: a change is a new version. */
public interface Configurations {

    /** The version in force; the default content is imported at first start, so there always is one. */
    Published inForce(TenantId tenant);

    /** What a course teaches and asks for: its own set-up, else what is in force for the organisation. */
    default Published of(TenantId tenant, CourseId course) {
        return inForce(tenant);
    }

    /**
     * What is in force, and beside it every competency that only the version of some course has. Estimates are kept for all
     * of these: what a person can do is theirs, whichever course asks for it.
     */
    default Published across(TenantId tenant) {
        return inForce(tenant);
    }

    /** Content by its name, such as a kept path was planned with; empty if it was never published. */
    default Optional<Published> named(TenantId tenant, String version) {
        return Optional.of(inForce(tenant)).filter(each -> each.version().equals(version));
    }

    /**
     * @param version names it for replay: the framework's, and where there are items of the installation's own a digest
     *     of them; for a course with a set-up of its own also a digest of that
     * @param roles in the order in which to offer them; {@link #baseline} is not among them
     * @param baseline what is asked of people who have not chosen a role: the "All staff" targets
     * @param items the catalogue, in the order of the file, and after it the installation's own items by id
     */
    record Published(
            String version,
            Framework framework,
            List<JobRole> roles,
            JobRole baseline,
            List<LearningItem> items,
            Words words) {

        public JobRole role(Optional<JobRoleId> id) {
            return id.flatMap(wanted -> roles.stream()
                            .filter(role -> role.id().equals(wanted))
                            .findFirst())
                    .orElse(baseline);
        }

        public Optional<LearningItem> item(LearningItemId id) {
            return items.stream().filter(item -> item.id().equals(id)).findFirst();
        }
    }

    /**
     * The words for people, in the nearest language there is, else in English. Throws {@link IllegalArgumentException} for
     * an id that this version does not have.
     */
    interface Words {
        /** What the framework calls itself, without its version; empty if it has no name. */
        default Optional<String> framework(Locale locale) {
            return Optional.empty();
        }

        String competency(CompetencyId id, Locale locale);

        /** What a person at this tier can do, one sentence. */
        String descriptor(CompetencyId id, Tier tier, Locale locale);

        String tier(Tier tier, Locale locale);

        String role(JobRoleId id, Locale locale);

        ItemWords item(LearningItemId id, Locale locale);

        /** What a criterion calls an activity or badge; empty if it gives it no name. */
        default Optional<String> activity(ActivityId activity, Locale locale) {
            return Optional.empty();
        }
    }

    /**
     * What an item says of itself.
     *
     * @param task what to do, one to four sentences; for an item that is bound to an activity or an address, what it
     *     gives
     * @param doneWhen how to know that it is done
     * @param address where to take it, if it is somewhere else; http or https
     */
    record ItemWords(String title, String task, String doneWhen, Optional<URI> address) {}

    /** The alignment of an activity, settled or suggested; empty if nobody, and no rule, has one. */
    Optional<Alignment> alignmentOf(TenantId tenant, SeenActivity activity);

    /** {@link #alignmentOf} as things stand now, for a run of mapping: what was settled is read once, not per activity. */
    default Function<SeenActivity, Optional<Alignment>> alignments(TenantId tenant) {
        return activity -> alignmentOf(tenant, activity);
    }

    /**
     * Settles what an activity counts for, or (empty) that it counts for nothing. Publishes {@link AlignmentPublished}.
     *
     * @param by who says so, for the record: a name of ours, no personal data
     */
    void settle(TenantId tenant, ActivityId activity, Optional<Alignment> alignment, String by);

    /** All that was settled, by activity. */
    Map<ActivityId, Optional<Alignment>> settled(TenantId tenant);

    /**
     * An activity as statements show it, as far as a suggestion needs it.
     *
     * @param type activity type IRI
     * @param name in any language
     */
    record SeenActivity(ActivityId id, Optional<String> type, Optional<String> name) {}

    /** Alignments changed for these activities; published after commit. Empty means: all. */
    record AlignmentPublished(TenantId tenant, List<ActivityId> activities) {
        public AlignmentPublished {
            activities = List.copyOf(activities);
        }
    }

    /**
     * Other content came into force for an organisation. Published in the transaction that did it; everyone it concerns is
     * to be counted anew.
     */
    record ContentInForce(TenantId tenant, String version, Instant at) {}
}
