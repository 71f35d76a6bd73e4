package dev.waymark.competency;

import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetups.Kept;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Courses that were copied from others. What the earlier course was set up with is offered to the staff of the copy and
 * never taken over unseen: what an activity counts for is a decision of theirs. Only of the same platform, as its ids name
 * courses of no other.
 */
@Singleton
public class CourseOrigins {

    private final OriginRows rows;
    private final CourseSetups setups;

    CourseOrigins(OriginRows rows, CourseSetups setups) {
        this.rows = rows;
        this.setups = setups;
    }

    /** @param from the course whose set-up it is */
    public record Offer(CourseId from, Kept kept) {}

    /**
     * Remembers what a course was copied from; the same again changes nothing.
     *
     * @param before newest first; courses of another platform, and the course itself, are left aside
     */
    @Transactional
    public void remember(TenantId tenant, CourseId course, List<CourseId> before, Instant at) {
        List<CourseId> others = before.stream()
                .filter(each -> each.registration() == course.registration() && !each.equals(course))
                .distinct()
                .toList();
        if (!others.isEmpty() && !rows.of(tenant, course).equals(others)) {
            rows.put(tenant, course, others, at);
        }
    }

    /** True if it is known what the course was copied from. */
    @Transactional
    public boolean known(TenantId tenant, CourseId course) {
        return !rows.of(tenant, course).isEmpty();
    }

    /**
     * The set-up of the newest course before that has published one; empty if staff have begun a set-up of their own, or
     * want none of it.
     */
    @Transactional
    public Optional<Offer> offer(TenantId tenant, CourseId course) {
        boolean begun = setups.draft(tenant, course).isPresent()
                || setups.published(tenant, course).isPresent();
        return begun ? Optional.empty() : origin(tenant, course);
    }

    private Optional<Offer> origin(TenantId tenant, CourseId course) {
        List<CourseId> before = rows.of(tenant, course);
        return before.isEmpty() || rows.afresh(tenant, course)
                ? Optional.empty()
                : before.stream()
                        .flatMap(from -> setups.published(tenant, from).map(kept -> new Offer(from, kept)).stream())
                        .findFirst();
    }

    /**
     * Begins the draft with the earlier course's framework, roles, targets, criteria and columns, and what it said of
     * activities that are the same in both. What it said of its own activities is suggested for those of their name: see
     * {@link #said}.
     *
     * @return false if there is nothing to take, or a set-up was begun
     */
    public boolean take(TenantId tenant, CourseId course, String by) {
        Optional<Offer> offer = offer(tenant, course);
        offer.ifPresent(it -> {
            CourseSetup whole = it.kept().setup();
            setups.change(
                    tenant,
                    course,
                    by,
                    begun -> whole.withPieces(whole.pieces().stream()
                            .filter(piece -> piece.origin() == CourseSetup.Origin.CATALOGUE)
                            .toList()));
        });
        return offer.isPresent();
    }

    /** Staff want to begin afresh; nothing is offered or suggested from an earlier course any more. */
    @Transactional
    public void beginAfresh(TenantId tenant, CourseId course, String by, Instant at) {
        rows.putAfresh(tenant, course, by, at);
    }

    /** What the earlier course said of its activities, by {@link #name}. */
    @Transactional
    public Map<String, Piece> said(TenantId tenant, CourseId course) {
        Map<String, Piece> found = new HashMap<>();
        origin(tenant, course)
                .ifPresent(it -> it.kept().setup().pieces().forEach(piece -> {
                    // Two of one name say nothing about a third.
                    Piece other = found.putIfAbsent(name(piece.name()), piece);
                    if (other != null && !other.counts().equals(piece.counts())) {
                        found.remove(name(piece.name()));
                    }
                }));
        return found;
    }

    /** A name as it is compared: without regard to case and blanks, and to the mark of a copy. */
    public static String name(String name) {
        return name.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("(?i) ?\\((copy|copia|kopie|نسخة)\\)$", "")
                .toLowerCase(Locale.ROOT);
    }
}
