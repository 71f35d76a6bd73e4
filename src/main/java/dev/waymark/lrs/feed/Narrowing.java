package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.XapiTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what is broken in an LRS that answers, and reads what is whole around it. The stretch is read in two halves, as
 * often as it takes, until a millisecond is left; of its statements those before and behind the broken one are then read
 * one by one, from both ends. What is left is kept with its reason and passed by, unless it is too new to be given up, or
 * the LRS cannot answer a question without statements either: then it is not this stretch that is broken.
 */
final class Narrowing {

    private static final Logger LOG = LoggerFactory.getLogger(Narrowing.class);
    private static final Duration SMALLEST = Duration.ofMillis(1);
    private static final int MOST_ONE_BY_ONE = 2_000;

    private final Reading reading;

    Narrowing(Reading reading) {
        this.reading = reading;
    }

    /** From there to the newest. */
    Reading.End from(Instant from) {
        // Nothing is stored later than the LRS's own clock says, unless it has two that differ.
        return between(from, reading.now().plus(1, ChronoUnit.DAYS));
    }

    Reading.End between(Instant from, Instant to) {
        return halves(
                from.truncatedTo(ChronoUnit.MILLIS),
                to.truncatedTo(ChronoUnit.MILLIS).plus(SMALLEST));
    }

    private Reading.End halves(Instant from, Instant to) {
        Reading.End end = reading.walk(reading.everything().between(from, to));
        if (!(end instanceof Reading.End.Stopped(Fetched.Poisoned poison))) {
            return end;
        }
        Duration stretch = Duration.between(from, to);
        if (stretch.compareTo(SMALLEST) <= 0) {
            return smallest(from, to, poison);
        }
        Instant middle = from.plus(stretch.dividedBy(2)).truncatedTo(ChronoUnit.MILLIS);
        if (!middle.isAfter(from)) {
            middle = from.plus(SMALLEST);
        }
        // Pages before the broken one may have brought the reading beyond a half.
        Reading.End first = reading.readable(middle) ? new Reading.End.AllRead() : halves(from, middle);
        return first instanceof Reading.End.AllRead ? halves(middle, to) : first;
    }

    private Reading.End smallest(Instant from, Instant to, Fetched.Poisoned poison) {
        boolean tooNew = to.isAfter(reading.now().minus(reading.lrs().pace().settle()));
        if (tooNew || !answersOtherwise()) {
            return new Reading.End.Stopped(poison);
        }
        Query stretch = reading.everything().between(from, to);
        Fetched.Poisoned last = poison;
        for (boolean oldestFirst : new boolean[] {true, false}) {
            Fetched end = oneByOne(stretch.oneByOne(oldestFirst));
            switch (end) {
                case Fetched.Page page -> {
                    // All of it was there, one by one.
                    return new Reading.End.AllRead();
                }
                case Fetched.Poisoned alone -> last = alone;
                default -> {
                    return new Reading.End.Stopped(end);
                }
            }
        }
        LOG.warn(
                "Passed by what {} cannot give, stored between {} and {}: {}",
                reading.lrs().source(),
                XapiTime.format(from),
                XapiTime.format(to),
                last.problem());
        reading.passBy(from, to, last);
        return new Reading.End.AllRead();
    }

    /** A question that no statement answers: if that cannot be read, the LRS is broken as a whole. */
    private boolean answersOtherwise() {
        Instant future = reading.now().plus(3650, ChronoUnit.DAYS);
        return reading.fetch(Query.everything(future, 1).at(reading.lrs())) instanceof Fetched.Page;
    }

    /** Stores one after the other; the last page, or what stopped it. */
    private Fetched oneByOne(Query query) {
        URI next = query.at(reading.lrs());
        Set<URI> seen = new HashSet<>();
        while (seen.size() < MOST_ONE_BY_ONE) {
            seen.add(next);
            Fetched fetched = reading.judged(reading.fetch(next));
            if (!(fetched instanceof Fetched.Page got)) {
                return fetched;
            }
            reading.keepHere(got);
            Optional<URI> more = got.page().more().flatMap(text -> NextPage.resolve(reading.lrs(), text));
            if (more.isEmpty() || seen.contains(more.get())) {
                return got;
            }
            next = more.get();
        }
        return new Fetched.Poisoned(
                "more than " + MOST_ONE_BY_ONE + " statements have one storing time, and a page of them is broken", "");
    }
}
