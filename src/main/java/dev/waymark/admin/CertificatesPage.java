package dev.waymark.admin;

import java.util.List;

/**
 * Who issues certificates, and with which keys.
 *
 * @param said key of what was done; empty for nothing
 * @param fault key of why nothing was; empty for nothing
 * @param named false as long as nobody has said who issues
 */
public record CertificatesPage(
        String said,
        String fault,
        String answer,
        boolean named,
        String name,
        String url,
        String profile,
        String keySet,
        String check,
        List<Key> keys,
        List<Choice> reasons) {

    public CertificatesPage {
        keys = List.copyOf(keys);
        reasons = List.copyOf(reasons);
    }

    public record Key(String address, String state) {}

    public record Choice(String value, String text) {}
}
