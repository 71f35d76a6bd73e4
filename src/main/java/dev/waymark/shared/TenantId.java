package dev.waymark.shared;

/**
 * An organisation that uses this installation. Leads every key: no query runs without one.
 *
 * @param value above 0
 */
public record TenantId(long value) {

    /** Made at first start. */
    public static final TenantId FIRST = new TenantId(1);

    public TenantId {
        if (value < 1) {
            throw new IllegalArgumentException("a tenant id is above 0, found " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
