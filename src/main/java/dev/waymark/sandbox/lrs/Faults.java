package dev.waymark.sandbox.lrs;

/**
 * How the LRS misbehaves; each was seen on a real one.
 *
 * @param lateCommitMillis statements become visible this long after {@code stored} was assigned, 0 or more
 * @param lateEvery only every n-th write is late, 1 or more; the others overtake it
 * @param tooManyRequests so many requests to come are answered 429, 0 or more
 * @param retryAfterSeconds what a 429 and a 503 say in {@code Retry-After}, 0 or more
 * @param unavailable so many requests to come are answered 503, 0 or more
 * @param garbage so many queries to come are answered 200 with a body that breaks off, 0 or more
 * @param hanging so many requests to come are kept waiting before they are answered, 0 or more
 * @param hangMillis how long those wait, 0 to 600,000
 * @param duplicates every statement that came without an id is stored twice, under two ids
 * @param absoluteMore {@code more} is a whole address, against xAPI 1.0.3 Communication 2.1.3
 * @param pageCap at most so many statements on a page whatever {@code limit} says; 1 to 1000
 */
public record Faults(
        int lateCommitMillis,
        int lateEvery,
        int tooManyRequests,
        int retryAfterSeconds,
        int unavailable,
        int garbage,
        int hanging,
        int hangMillis,
        boolean duplicates,
        boolean absoluteMore,
        int pageCap) {

    /** A well-behaved LRS. */
    public static final Faults NONE = new Faults(0, 1, 0, 1, 0, 0, 0, 5_000, false, false, 1000);

    public Faults {
        between(0, Integer.MAX_VALUE, lateCommitMillis, "lateCommitMillis");
        between(1, Integer.MAX_VALUE, lateEvery, "lateEvery");
        between(0, Integer.MAX_VALUE, tooManyRequests, "tooManyRequests");
        between(0, Integer.MAX_VALUE, retryAfterSeconds, "retryAfterSeconds");
        between(0, Integer.MAX_VALUE, unavailable, "unavailable");
        between(0, Integer.MAX_VALUE, garbage, "garbage");
        between(0, Integer.MAX_VALUE, hanging, "hanging");
        between(0, 600_000, hangMillis, "hangMillis");
        between(1, 1000, pageCap, "pageCap");
    }

    public Faults lateCommits(int millis, int every) {
        return with(millis, every, tooManyRequests, retryAfterSeconds, unavailable, garbage, hanging, hangMillis);
    }

    public Faults tooManyRequests(int times, int seconds) {
        return with(lateCommitMillis, lateEvery, times, seconds, unavailable, garbage, hanging, hangMillis);
    }

    public Faults unavailable(int times, int seconds) {
        return with(lateCommitMillis, lateEvery, tooManyRequests, seconds, times, garbage, hanging, hangMillis);
    }

    public Faults garbage(int times) {
        return with(
                lateCommitMillis,
                lateEvery,
                tooManyRequests,
                retryAfterSeconds,
                unavailable,
                times,
                hanging,
                hangMillis);
    }

    public Faults hanging(int times, int millis) {
        return with(
                lateCommitMillis, lateEvery, tooManyRequests, retryAfterSeconds, unavailable, garbage, times, millis);
    }

    private Faults with(
            int late, int every, int tooMany, int retryAfter, int away, int broken, int hangs, int hangsFor) {
        return new Faults(
                late, every, tooMany, retryAfter, away, broken, hangs, hangsFor, duplicates, absoluteMore, pageCap);
    }

    public Faults duplicates(boolean on) {
        return shaped(on, absoluteMore, pageCap);
    }

    public Faults absoluteMore(boolean on) {
        return shaped(duplicates, on, pageCap);
    }

    public Faults pageCap(int statements) {
        return shaped(duplicates, absoluteMore, statements);
    }

    private Faults shaped(boolean twice, boolean absolute, int cap) {
        return new Faults(
                lateCommitMillis,
                lateEvery,
                tooManyRequests,
                retryAfterSeconds,
                unavailable,
                garbage,
                hanging,
                hangMillis,
                twice,
                absolute,
                cap);
    }

    private static void between(int least, int most, int found, String name) {
        if (found < least || found > most) {
            throw new IllegalArgumentException("%s: expected %d to %d, found %d".formatted(name, least, most, found));
        }
    }
}
