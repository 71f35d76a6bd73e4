package dev.waymark.lrs;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an administrator enters for a source. Checked by {@link #complaints}; nothing is called.
 *
 * @param address of the endpoint as written; blank for a sender that only pushes
 * @param secret password or token; blank keeps the one that is there
 */
public record SourceDraft(
        String label,
        String address,
        Source.Authorization authorization,
        String user,
        String secret,
        String version,
        Pace pace,
        boolean takesOurs) {

    /** What is wrong with a field. */
    public enum Complaint {
        LABEL_MISSING,
        LABEL_TOO_LONG,
        ADDRESS_IS_NONE,
        USER_MISSING,
        USER_HAS_COLON,
        SECRET_MISSING,
        SECRET_TOO_LONG,
        VERSION_UNKNOWN,
        ADDRESS_TAKEN
    }

    /** Versions that can be asked for. */
    public static final List<String> VERSIONS = List.of("1.0.3", "2.0.0");

    /**
     * @param secretKept true if blank means the one that is there
     */
    List<Complaint> complaints(boolean secretKept) {
        List<Complaint> found = new ArrayList<>();
        if (label.isBlank()) {
            found.add(Complaint.LABEL_MISSING);
        } else if (label.length() > 200) {
            found.add(Complaint.LABEL_TOO_LONG);
        }
        if (!address.isBlank() && statements().isEmpty()) {
            found.add(Complaint.ADDRESS_IS_NONE);
        }
        if (!address.isBlank() && authorization == Source.Authorization.BASIC) {
            if (user.isBlank() || user.length() > 300) {
                found.add(Complaint.USER_MISSING);
            } else if (user.contains(":")) {
                found.add(Complaint.USER_HAS_COLON); // RFC 7617, 2: the colon ends the user-id
            }
        }
        if (!address.isBlank() && authorization != Source.Authorization.NONE && secret.isBlank() && !secretKept) {
            found.add(Complaint.SECRET_MISSING);
        }
        if (secret.length() > 4_000 || secret.chars().anyMatch(c -> c < ' ')) {
            found.add(Complaint.SECRET_TOO_LONG);
        }
        if (!VERSIONS.contains(version)) {
            found.add(Complaint.VERSION_UNKNOWN);
        }
        return found;
    }

    Optional<URI> statements() {
        return address.isBlank() ? Optional.empty() : LrsAddress.statements(address);
    }

    @Override
    public String toString() {
        return "SourceDraft[" + label + "]";
    }
}
