package dev.waymark.lti.launch;

import dev.waymark.lti.core.DeepLinkingRequest;
import dev.waymark.lti.core.Message;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.SubmissionReviewRequest;
import dev.waymark.lti.deeplink.Linkable;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which page of ours a message leads to. A link says it by custom parameters that the platform has signed; one that says
 * nothing, or names a page we do not have, leads to the person's first page.
 */
@Singleton
final class Landing {

    private static final String FIRST_PAGE = "/home";
    private static final String CHOOSING = "/course/links";
    private static final String REVIEW = "/course/person?user=";
    private static final int LONGEST_PART = 64;

    private final List<Linkable> pages;

    Landing(List<Linkable> pages) {
        this.pages = List.copyOf(pages);
    }

    String of(Message message) {
        return switch (message) {
            case ResourceLinkLaunch launch -> ofLink(launch.custom());
            case DeepLinkingRequest request -> CHOOSING;
            case SubmissionReviewRequest review ->
                review.ofOneself() ? FIRST_PAGE : REVIEW + URLEncoder.encode(review.forUser(), StandardCharsets.UTF_8);
        };
    }

    private String ofLink(Map<String, String> custom) {
        Optional<String> part = Optional.ofNullable(custom.get(Linkable.PART))
                .filter(text -> text.length() <= LONGEST_PART && text.matches("[A-Za-z0-9._-]+"));
        return pages.stream()
                .filter(page -> page.page().equals(custom.get(Linkable.PAGE)))
                .findFirst()
                .map(page -> page.path(part))
                .orElse(FIRST_PAGE);
    }
}
