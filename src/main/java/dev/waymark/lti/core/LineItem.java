package dev.waymark.lti.core;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A grade column of a platform (AGS 2.0, 3.2).
 *
 * @param id its address, query and all
 * @param maximum as the platform says; it may be 0
 * @param resourceId ours, if we made the column or the link it came with
 * @param resourceLinkId the link it belongs to
 */
public record LineItem(
        URI id,
        String label,
        double maximum,
        Optional<String> resourceId,
        Optional<String> tag,
        Optional<String> resourceLinkId) {

    public static final String MEDIA_TYPE = "application/vnd.ims.lis.v2.lineitem+json";
    public static final String LIST_MEDIA_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
    public static final String READ_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";

    /** Moodle answers a label of 300 characters with an error of the web server. */
    public static final int LONGEST_LABEL = 255;

    /** A list of line items; empty if the text is none. Items without an address are left out. */
    public static Optional<List<LineItem>> list(String body) {
        return Json.list(body)
                .map(items -> Claims.objectsOf(items).stream()
                        .flatMap(item -> read(item).stream())
                        .toList());
    }

    /** One line item; empty if the text is none. */
    public static Optional<LineItem> one(String body) {
        try {
            return read(new Claims(Json.object(body.strip())));
        } catch (Json.Malformed e) {
            return Optional.empty();
        }
    }

    private static Optional<LineItem> read(Claims item) {
        return item.filled("id")
                .flatMap(Origins::address)
                .map(id -> new LineItem(
                        id,
                        item.string("label").orElse(""),
                        item.number("scoreMaximum").map(BigDecimal::doubleValue).orElse(0.0),
                        item.filled("resourceId"),
                        item.filled("tag"),
                        item.filled("resourceLinkId")));
    }

    /**
     * A new column as JSON, on one line. Without a resource link: a second column of a link would take {@code lineitem}
     * out of its launches.
     *
     * @param maximum above 0
     */
    public static String json(String label, double maximum, String resourceId, String tag) {
        if (label.isBlank() || !(maximum > 0)) {
            throw new IllegalArgumentException("a column needs a label and more than 0 points");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "scoreMaximum",
                new BigDecimal(BigDecimal.valueOf(maximum).stripTrailingZeros().toPlainString()));
        members.put("label", label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL));
        members.put("resourceId", resourceId);
        members.put("tag", tag);
        return JSONObjectUtils.toJSONString(members);
    }

    /**
     * A column as it is to be put back under another label (AGS 2.0, 3.2.6 to 3.2.8): a PUT replaces the whole item, so
     * all that the platform told stays, extensions that we do not know as well. Members that are {@code null} say
     * nothing and are left out.
     *
     * @param current the item as the platform gave it just now
     * @param label not blank, {@value #LONGEST_LABEL} characters at most
     * @return on one line; empty if {@code current} is no line item with an address
     */
    public static Optional<String> relabelled(String current, String label) {
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException(
                    "a label has 1 to " + LONGEST_LABEL + " characters, found " + label.length());
        }
        try {
            Map<String, Object> members = new LinkedHashMap<>(Json.object(current.strip()));
            if (read(new Claims(members)).isEmpty()) {
                return Optional.empty();
            }
            members.put("label", label);
            return Optional.of(JSONObjectUtils.toJSONString(members));
        } catch (Json.Malformed e) {
            return Optional.empty();
        }
    }
}
