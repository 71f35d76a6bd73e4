package dev.waymark.practical;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Work that a learner hands in to show a tier, and that people rate. One rating is enough unless whoever rates first asks for
 * a second; two that lie two tiers apart or more ask for a third. Nobody reads another's rating before they have given their own,
 * and nobody rates their own work. What comes out is the middle rating, of two the lower, and becomes evidence.
 */
public interface PracticalWork {

    /** Versions of one piece, so that nobody fills the store with them. */
    int MOST_VERSIONS = 20;

    /** Bytes of a file. */
    int LARGEST_FILE = 5 * 1024 * 1024;

    /** Pieces that may wait at once, of one learner in one course. */
    int MOST_WAITING = 20;

    /** Begins the activity of a piece, as evidence names it. */
    String ACTIVITY = "urn:waymark:practical:";

    Handed handIn(TenantId tenant, LearnerId learner, CourseId course, Draft draft, Instant at);

    /**
     * Puts a new version in the place of one that nobody has rated. The one before is kept, for the learner alone; who rates
     * sees the new one.
     */
    Handed replace(TenantId tenant, LearnerId learner, CourseId course, String piece, Draft draft, Instant at);

    /** Versions that newer ones took the place of, newest first. */
    List<Piece> replaced(TenantId tenant, LearnerId learner, CourseId course);

    /**
     * Takes back what nobody has rated, with all its versions.
     *
     * @return false if it was rated, or is not theirs
     */
    boolean withdraw(TenantId tenant, LearnerId learner, CourseId course, String piece, Instant at);

    /** A learner's own pieces in a course, newest first; those taken back are left out. */
    List<Piece> of(TenantId tenant, LearnerId learner, CourseId course);

    /**
     * All of a course that waits or was rated, without what was handed in: what waits first, oldest first; then what was
     * rated, newest first.
     *
     * @param rater our name of whoever looks; empty if we have none
     */
    List<Head> queue(TenantId tenant, CourseId course, String rater);

    /** Some of them, in the order asked for. Those that are gone since are left out. */
    List<Piece> pieces(TenantId tenant, CourseId course, List<String> ids);

    Optional<Piece> piece(TenantId tenant, CourseId course, String piece);

    /** The file of a piece. */
    Optional<byte[]> file(TenantId tenant, CourseId course, String piece);

    /**
     * Rates a piece.
     *
     * @param rater our name of the person who rates
     * @param shown the tier it shows, empty if it shows none
     * @param remark for the learner; at most 4000 characters are kept
     * @param second true if a second person is to rate it before it counts; asked of the first only
     */
    Rated rate(
            TenantId tenant,
            CourseId course,
            String piece,
            LearnerId rater,
            Optional<Tier> shown,
            String remark,
            boolean second,
            Instant at);

    /** How far the first two raters agree, over all pieces of a course that two have rated. */
    Agreement agreement(TenantId tenant, CourseId course);

    /**
     * The tier that a rating shows, as evidence keeps it.
     *
     * @param share of the level that was asked for, 0 to 1
     * @param level 1 to 4
     * @return empty if the evidence is no piece of this room's, or if it shows none
     */
    static Optional<Tier> shown(ActivityId item, double share, int level) {
        int result = (int) Math.round(share * level);
        return item.iri().startsWith(ACTIVITY) && result >= 1 ? Optional.of(Tier.ofLevel(result)) : Optional.empty();
    }

    /** True if the evidence of this activity is the rating of a piece. */
    static boolean isPiece(ActivityId item) {
        return item.iri().startsWith(ACTIVITY);
    }

    enum Kind {
        LINK,
        TEXT,
        FILE
    }

    enum State {
        WAITING,
        RATED,
        REPLACED
    }

    /** What a learner wants to hand in, as it came. */
    record Draft(
            CompetencyId competency, Tier tier, String title, Kind kind, String said, String fileName, byte[] body) {}

    sealed interface Handed {
        record In(String piece) implements Handed {}

        record Refused(Why why) implements Handed {}
    }

    enum Why {
        NO_TITLE,
        NO_LINK,
        NO_TEXT,
        NO_FILE,
        FILE_TOO_LARGE,
        FILE_OF_ANOTHER_KIND,
        TOO_MANY,
        TOO_MANY_VERSIONS,
        CANNOT_BE_REPLACED
    }

    enum Rated {
        COUNTS,
        WAITS_FOR_ANOTHER,
        OWN_WORK,
        RATED_ALREADY,
        GONE
    }

    /**
     * @param said address or text
     * @param raters how many people are to rate it
     * @param result the tier that it shows; empty if it shows none, or waits
     * @param replaces the version that this one took the place of
     */
    record Piece(
            String id,
            LearnerId learner,
            CompetencyId competency,
            Tier tier,
            String title,
            Kind kind,
            String said,
            String fileName,
            Instant handedAt,
            int raters,
            State state,
            Optional<Tier> result,
            Optional<String> replaces,
            List<Rating> ratings) {
        public Piece {
            ratings = List.copyOf(ratings);
        }

        /** True while it waits and nobody has rated it. */
        public boolean untouched() {
            return state == State.WAITING && ratings.isEmpty();
        }

        public boolean ratedBy(String rater) {
            return ratings.stream().anyMatch(each -> each.rater().equals(rater));
        }
    }

    /**
     * A piece in the queue.
     *
     * @param raters how many people are to rate it
     * @param result the tier that it shows; empty if it shows none, or waits
     * @param given how many have rated it
     * @param mine true if whoever looks is one of them
     */
    record Head(
            String id,
            LearnerId learner,
            CompetencyId competency,
            Tier tier,
            String title,
            Instant handedAt,
            int raters,
            State state,
            Optional<Tier> result,
            int given,
            boolean mine) {

        /** As {@link #queue} orders them. */
        public static final Comparator<Head> ORDER = Comparator.comparing(Head::place);

        public Place place() {
            return new Place(state == State.WAITING, handedAt, id);
        }
    }

    /** The place of a piece in the queue, by which it is paged: it stays where it is when others come and go. */
    record Place(boolean waiting, Instant handedAt, String piece) implements Comparable<Place> {

        private static final Pattern TEXT = Pattern.compile("([wr])([0-9]{1,18})_([0-9a-f-]{36})");

        /** Reads {@link #text}; empty if it is none. */
        public static Optional<Place> read(String text) {
            var found = TEXT.matcher(text);
            return found.matches()
                    ? Optional.of(new Place(
                            found.group(1).equals("w"),
                            Micros.toInstant(Long.parseLong(found.group(2))),
                            found.group(3)))
                    : Optional.empty();
        }

        /** For an address. */
        public String text() {
            return (waiting ? "w" : "r") + Micros.of(handedAt) + "_" + piece;
        }

        @Override
        public int compareTo(Place other) {
            if (waiting != other.waiting) {
                return waiting ? -1 : 1;
            }
            int byAge = waiting ? handedAt.compareTo(other.handedAt) : other.handedAt.compareTo(handedAt);
            return byAge != 0 ? byAge : piece.compareTo(other.piece);
        }
    }

    /**
     * @param rater our name of whoever rated
     * @param shown empty if it shows no tier
     */
    record Rating(String rater, Optional<Tier> shown, String remark, Instant at) {}

    /**
     * @param pieces how many two people rated
     * @param same how many of these got the same tier from both; empty under {@value #FEW}
     * @param kappa with quadratic weights; empty under {@value #FEW}, and where everybody gave the same tier
     */
    record Agreement(int pieces, OptionalInt same, OptionalDouble kappa) {
        /** Under so many a figure says nothing. */
        public static final int FEW = 5;
    }
}
