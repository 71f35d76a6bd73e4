package dev.waymark.admin;

import dev.waymark.shared.TenantId;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;

/**
 * A request of an administrator who has signed in. A controller asks for it by having a parameter of this type.
 *
 * @param csrf value of the hidden field {@code csrf} that every form carries; a POST without it never gets here
 * @param words how to speak to this reader
 */
public record AdminVisit(Administrator who, String csrf, Words words, HttpRequest<?> request) {

    /** The only tenant whose data may be shown or changed. */
    public TenantId tenant() {
        return who.tenant();
    }
}
