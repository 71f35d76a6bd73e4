package dev.waymark.lrs;

import java.time.Duration;

/** So many requests in a minute and no more, saved up for at most ten seconds. Each node keeps its own. */
public final class Budget {

    private final double perNano;
    private final double most;
    private double left;
    private long at;

    /**
     * @param nanoTime as of {@link System#nanoTime}
     */
    public Budget(int perMinute, long nanoTime) {
        this.perNano = perMinute / 60e9;
        this.most = Math.max(1, perMinute / 6.0);
        this.left = most;
        this.at = nanoTime;
    }

    /** Takes one request, on credit if need be; how long to wait before it is due. */
    public synchronized Duration take(long nanoTime) {
        refill(nanoTime);
        left--;
        return left >= 0 ? Duration.ZERO : wait(-left);
    }

    /** Takes one request if there is one; how long to wait if there is none. */
    public synchronized Duration takeIfThere(long nanoTime) {
        refill(nanoTime);
        if (left >= 1) {
            left--;
            return Duration.ZERO;
        }
        return wait(1 - left);
    }

    private void refill(long nanoTime) {
        left = Math.min(most, left + (nanoTime - at) * perNano);
        at = nanoTime;
    }

    private Duration wait(double missing) {
        return Duration.ofNanos(Math.max(1, (long) (missing / perNano)));
    }
}
