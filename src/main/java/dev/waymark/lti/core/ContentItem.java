package dev.waymark.lti.core;

import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A link to this tool, to be put into a course: {@code ltiResourceLink} (DL 3.1).
 *
 * @param url which is launched; on this tool
 * @param custom comes back, signed, with every launch of the link; strings only
 */
public record ContentItem(
        String title, Optional<String> text, URI url, Map<String, String> custom, Optional<Column> column) {

    public ContentItem {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a link needs a title");
        }
        custom = Map.copyOf(custom);
    }

    /**
     * The grade column that comes with the link ({@code lineItem}, DL 3.1).
     *
     * @param maximum above 0
     * @param resourceId ours, by which the column is found again in a copy of the course
     * @param tag ours as well
     * @param review where staff see what stands behind a score; empty if nowhere
     */
    public record Column(String label, double maximum, String resourceId, String tag, Optional<URI> review) {
        public Column {
            if (!(maximum > 0) || Double.isInfinite(maximum)) {
                throw new IllegalArgumentException("expected a column of more than 0 points, found " + maximum);
            }
            if (label.isBlank() || resourceId.isBlank() || tag.isBlank()) {
                throw new IllegalArgumentException("a column needs a label, a resourceId and a tag");
            }
        }
    }

    Map<String, Object> json() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", DeepLinkingRequest.Settings.RESOURCE_LINK);
        item.put("title", title);
        text.ifPresent(words -> item.put("text", words));
        item.put("url", url.toString());
        if (!custom.isEmpty()) {
            item.put("custom", new java.util.TreeMap<>(custom));
        }
        column.ifPresent(found -> item.put("lineItem", json(found)));
        return item;
    }

    private static Map<String, Object> json(Column column) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("label", column.label());
        item.put(
                "scoreMaximum",
                new BigDecimal(BigDecimal.valueOf(column.maximum())
                        .stripTrailingZeros()
                        .toPlainString()));
        item.put("resourceId", column.resourceId());
        item.put("tag", column.tag());
        column.review().ifPresent(url -> {
            Map<String, Object> review = new LinkedHashMap<>();
            review.put("url", url.toString());
            item.put("submissionReview", review);
        });
        return item;
    }
}
