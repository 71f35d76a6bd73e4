package dev.waymark.sandbox.lrs;

/**
 * How the LRS misbehaves; each was seen on a real one.
 *
 * @param lateCommitMillis statements become visible this long after {@code stored} was assigned, 0 or more
 * @param lateEvery only every n-th write is late, 1 or more; the others overtake it
 * @param tooManyRequests so many requests to come are answered 429, 0 or more
 * @param retryAfterSeconds what a 429 and a 503 say in {@code Retry-After}, 0 or more
 * @param unavailable so many requests to come are answered 503, 0 or more
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
        boolean duplicates,
        boolean absoluteMore,
        int pageCap) {

    /** A well-behaved LRS. */
    public static final Faults NONE = new Faults(0, 1, 0, 1, 0, false, false, 1000);

    public Faults {
        atLeast(0, lateCommitMillis, "lateCommitMillis");
        atLeast(1, lateEvery, "lateEvery");
        atLeast(0, tooManyRequests, "tooManyRequests");
        atLeast(0, retryAfterSeconds, "retryAfterSeconds");
        atLeast(0, unavailable, "unavailable");
        atLeast(1, pageCap, "pageCap");
        if (pageCap > 1000) {
            throw new IllegalArgumentException("pageCap: expected at most 1000, found " + pageCap);
        }
    }

    public Faults lateCommits(int millis, int every) {
        return new Faults(
                millis, every, tooManyRequests, retryAfterSeconds, unavailable, duplicates, absoluteMore, pageCap);
    }

    public Faults tooManyRequests(int times, int seconds) {
        return new Faults(lateCommitMillis, lateEvery, times, seconds, unavailable, duplicates, absoluteMore, pageCap);
    }

    public Faults unavailable(int times, int seconds) {
        return new Faults(
                lateCommitMillis, lateEvery, tooManyRequests, seconds, times, duplicates, absoluteMore, pageCap);
    }

    public Faults duplicates(boolean on) {
        return new Faults(
                lateCommitMillis,
                lateEvery,
                tooManyRequests,
                retryAfterSeconds,
                unavailable,
                on,
                absoluteMore,
                pageCap);
    }

    public Faults absoluteMore(boolean on) {
        return new Faults(
                lateCommitMillis, lateEvery, tooManyRequests, retryAfterSeconds, unavailable, duplicates, on, pageCap);
    }

    public Faults pageCap(int statements) {
        return new Faults(
                lateCommitMillis,
                lateEvery,
                tooManyRequests,
                retryAfterSeconds,
                unavailable,
                duplicates,
                absoluteMore,
                statements);
    }

    private static void atLeast(int least, int found, String name) {
        if (found < least) {
            throw new IllegalArgumentException("%s: expected %d or more, found %d".formatted(name, least, found));
        }
    }
}
