package dev.waymark.sandbox.lrs;

import dev.waymark.sandbox.http.Response;
import java.time.Duration;
import java.util.Optional;

/** Carries out the faults: counts down those that last for some requests, and picks the writes that are late. */
final class Mischief {

    private Faults faults = Faults.NONE;
    private int writes;

    synchronized Faults faults() {
        return faults;
    }

    synchronized void faults(Faults faults) {
        this.faults = faults;
        this.writes = 0;
    }

    /** Keeps this request waiting, if it is to wait; not while others ask. */
    void hang() {
        Duration wait = waiting();
        if (wait.isPositive()) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Duration waiting() {
        if (faults.hanging() == 0) {
            return Duration.ZERO;
        }
        faults = faults.hanging(faults.hanging() - 1, faults.hangMillis());
        return Duration.ofMillis(faults.hangMillis());
    }

    /** The answer instead of the one that was asked for, if this request is to fail. */
    synchronized Optional<Response> instead(boolean query) {
        if (faults.unavailable() > 0) {
            faults = faults.unavailable(faults.unavailable() - 1, faults.retryAfterSeconds());
            return Optional.of(waiting(503, "the LRS was told to be unavailable"));
        }
        if (faults.tooManyRequests() > 0) {
            faults = faults.tooManyRequests(faults.tooManyRequests() - 1, faults.retryAfterSeconds());
            return Optional.of(waiting(429, "the LRS was told to find this too many requests"));
        }
        if (query && faults.garbage() > 0) {
            faults = faults.garbage(faults.garbage() - 1);
            return Optional.of(Response.json(200, "{\"statements\":[{\"id\":\"breaks o"));
        }
        return Optional.empty();
    }

    synchronized Duration lateness() {
        writes++;
        return writes % faults.lateEvery() == 0 ? Duration.ofMillis(faults.lateCommitMillis()) : Duration.ZERO;
    }

    private Response waiting(int status, String text) {
        return Response.text(status, text).with("Retry-After", Integer.toString(faults.retryAfterSeconds()));
    }
}
