package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.platform.BrokenLaunch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the tool is to be opened.
 *
 * @param locale in which the LMS says it is shown
 * @param small the frame is as small as in a narrow block
 * @param namesShared false if the LMS keeps names and addresses to itself
 * @param broken the name of what is to be wrong, "" if nothing
 * @param storage true if the page around the tool keeps data for it by postMessage
 */
public record LaunchOptions(String locale, boolean small, boolean namesShared, String broken, boolean storage) {

    static final List<String> LOCALES = List.of("en", "es", "de", "ar");

    static LaunchOptions of(Request request) {
        String broken = request.parameter("break").orElse("");
        if (!broken.isEmpty()
                && Arrays.stream(BrokenLaunch.values())
                        .noneMatch(each -> each.name().equals(broken))) {
            throw new Refusal(400, "there is no way to break a launch called \"" + broken + "\"");
        }
        return new LaunchOptions(
                request.parameter("locale").filter(LOCALES::contains).orElse("en"),
                request.parameter("frame").orElse("").equals("small"),
                !request.parameter("names").orElse("").equals("off"),
                broken,
                request.parameter("storage").orElse("").equals("parent"));
    }

    Optional<BrokenLaunch> breaking() {
        return Optional.of(broken).filter(name -> !name.isEmpty()).map(BrokenLaunch::valueOf);
    }

    /** As a query, for the frame. */
    public String query() {
        return "locale=%s&names=%s&break=%s%s"
                .formatted(locale, namesShared ? "on" : "off", broken, storage ? "&storage=parent" : "");
    }
}
