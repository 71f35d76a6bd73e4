package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.competency.CourseOrigins;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetup.Origin;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Guess;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.grading.GradebookItems;
import dev.waymark.lti.session.LtiSession;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a course contains, as far as we can know: what statements show, what its gradebook has, and what staff settled. */
@Singleton
final class CourseActivities {

    private final SeenHere seenHere;
    private final GradebookItems gradebook;
    private final CourseSetups setups;
    private final Configurations configurations;
    private final CourseOrigins origins;

    CourseActivities(
            SeenHere seenHere,
            GradebookItems gradebook,
            CourseSetups setups,
            Configurations configurations,
            CourseOrigins origins) {
        this.origins = origins;
        this.seenHere = seenHere;
        this.gradebook = gradebook;
        this.setups = setups;
        this.configurations = configurations;
    }

    /**
     * @param results how many results statements have shown
     * @param said what the draft says of it
     * @param elsewhere what was settled for it before, for whichever course
     * @param before what the course that this one was copied from said of the activity of its name
     */
    record Found(
            String activity,
            String name,
            Optional<String> type,
            Origin origin,
            long results,
            Optional<Piece> said,
            Guess guess,
            Optional<Optional<Alignment>> elsewhere,
            Optional<Piece> before) {

        boolean open() {
            return said.isEmpty();
        }

        boolean sure() {
            return guess.alignment().isPresent() && guess.sure() == CourseSetups.Sure.SURE;
        }
    }

    record All(List<Found> activities, GradebookItems.State gradebook) {}

    All of(LtiSession session, CourseSetup setup) {
        Map<String, Found> found = new LinkedHashMap<>();
        Map<ActivityId, Optional<Alignment>> settled = configurations.settled(session.tenant());
        Map<String, Piece> before = origins.said(session.tenant(), session.course());
        seenHere.seen(session)
                .forEach(each -> found.put(
                        each.activity(),
                        found(
                                session,
                                setup,
                                settled,
                                before,
                                each.activity(),
                                each.name().filter(name -> !name.isBlank()).orElse(each.activity()),
                                each.type(),
                                Origin.STATEMENTS,
                                each.results())));
        GradebookItems.Answer columns = gradebook.of(session.tenant(), session.course());
        for (GradebookItems.Item each : columns.items()) {
            // The same activity by its name: its statements are the better source.
            boolean known = found.values().stream().anyMatch(it -> it.name().equalsIgnoreCase(each.name()));
            if (!known) {
                found.putIfAbsent(
                        each.activity(),
                        found(
                                session,
                                setup,
                                settled,
                                before,
                                each.activity(),
                                each.name(),
                                Optional.empty(),
                                Origin.GRADEBOOK,
                                0));
            }
        }
        setup.pieces()
                .forEach(piece -> found.computeIfAbsent(
                        piece.activity(),
                        activity -> found(
                                session,
                                setup,
                                settled,
                                before,
                                activity,
                                piece.name(),
                                Optional.ofNullable(piece.type()),
                                piece.origin(),
                                0)));
        return new All(
                found.values().stream()
                        .sorted(Comparator.comparing((Found each) -> !each.open())
                                .thenComparing(each -> each.guess().alignment().isEmpty())
                                .thenComparing(each -> each.guess().sure()))
                        .toList(),
                columns.state());
    }

    private Found found(
            LtiSession session,
            CourseSetup setup,
            Map<ActivityId, Optional<Alignment>> settled,
            Map<String, Piece> before,
            String activity,
            String name,
            Optional<String> type,
            Origin origin,
            long results) {
        var id = new ActivityId(activity);
        return new Found(
                activity,
                name,
                type,
                origin,
                results,
                setup.piece(activity),
                asBefore(session, setup, before.get(CourseOrigins.name(name)), id)
                        .orElseGet(() -> setups.guess(
                                session.tenant(), setup.framework(), new SeenActivity(id, type, Optional.of(name)))),
                Optional.ofNullable(settled.get(id)),
                Optional.ofNullable(before.get(CourseOrigins.name(name))));
    }

    /** What the course that this one was copied from said of the activity of that name, if the framework still has it. */
    private Optional<Guess> asBefore(LtiSession session, CourseSetup setup, @Nullable Piece said, ActivityId activity) {
        if (said == null || said.say() == CourseSetup.Say.NOTHING) {
            return Optional.empty();
        }
        Set<CompetencyId> known =
                setups.content(session.tenant(), setup).framework().competencies();
        SortedSet<CompetencyTier> counts = SetupActivities.counts(said).stream()
                .filter(each -> known.contains(each.competency()))
                .collect(Collectors.toCollection(TreeSet::new));
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Guess(
                        Optional.of(new Alignment(
                                activity, counts, EvidenceKind.valueOf(said.kind()), said.weight(), true)),
                        CourseSetups.Sure.SURE,
                        "copied"));
    }

    /** Where learners take an activity: its own address, if that is on the platform of the course. */
    static Optional<String> address(LtiSession session, String activity, Origin origin) {
        if (origin != Origin.STATEMENTS) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(activity);
            URI platform = URI.create(session.platformOrigin());
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return web && address.getHost() != null && address.getHost().equals(platform.getHost())
                    ? Optional.of(activity)
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
