package dev.waymark.home;

import dev.waymark.engine.model.LearningItemId;
import dev.waymark.evidence.RecordStore.Freshness;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.web.Pages;
import dev.waymark.web.PagesForTests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The learner's pages of a pretend house, made as the controllers make them. */
public final class PretendPages {

    private PretendPages() {}

    /** Every page in every state worth looking at, by name. */
    public static Map<String, String> all() {
        var house = new PretendHouse();
        house.choices = new Changed(house.choices)
                .pin(new LearningItemId("redesign"))
                .waive(new LearningItemId("clinic"), java.util.Optional.empty())
                .done();
        Pages pages = PagesForTests.pages();
        var face = new Face(pages, house, List.of());
        var visits = new Visits(house, house, house, pages, Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC));
        var controller = new LearnerController(
                visits,
                face,
                new HomePages(
                        house,
                        house,
                        house,
                        house,
                        house,
                        house,
                        house,
                        new ObjectionPages(new PretendObjections(), house, house),
                        (visit, since) -> CertificateOutlook.Found.NOTHING),
                new WhyPages(
                        house,
                        house,
                        house,
                        new Previews(house),
                        house,
                        new Settling(house, house, house, (visit, about) -> house.questions)),
                new EvidencePages(house));
        var steering = new SteeringController(visits, face, new ChoicesPages(house, house, house), house, house);
        LtiSession learner = PretendHouse.session(Role.LEARNER);
        HttpRequest<?> request = HttpRequest.GET("/home");
        Map<String, String> made = new LinkedHashMap<>();
        made.put("home", text(controller.home(request, learner, Optional.of("kept"))));
        made.put("why", text(controller.why(request, learner, Optional.of("own-backlog"))));
        made.put("why-not", text(controller.why(request, learner, Optional.of("agents"))));
        made.put("evidence", text(controller.evidence(request, learner, Optional.empty(), Optional.empty())));
        made.put("choices", text(steering.choices(request, learner, Optional.of(15))));
        made.put("mend", text(steering.choose(request, learner, Map.of("hours", "41", "weeks", "x", "goal-C01", "2"))));
        made.put(
                "anonymous",
                text(controller.home(
                        request, PretendHouse.session(Optional.empty(), "en", Role.LEARNER), Optional.empty())));
        made.putAll(troubles(house, controller, request, learner));
        house.role = Optional.empty();
        house.freshness = new Freshness(true, Optional.of(PretendHouse.NOW.minusSeconds(2160)), false);
        house.entries.clear();
        made.put(
                "first",
                text(controller.home(
                        request, PretendHouse.session(Optional.of("42"), "es", Role.LEARNER), Optional.empty())));
        made.put("no-evidence", text(controller.evidence(request, learner, Optional.empty(), Optional.empty())));
        return made;
    }

    /** What a learner sees while the record store is silent, has never answered or is not there, and with no step left. */
    private static Map<String, String> troubles(
            PretendHouse house, LearnerController controller, HttpRequest<?> request, LtiSession learner) {
        Map<String, String> made = new LinkedHashMap<>();
        var answering = house.freshness;
        house.freshness = new Freshness(true, Optional.of(PretendHouse.NOW.minusSeconds(93_000)), false);
        made.put("stale", text(controller.home(request, learner, Optional.empty())));
        house.freshness = new Freshness(true, Optional.empty(), false);
        made.put("never", text(controller.home(request, learner, Optional.empty())));
        house.freshness = new Freshness(false, Optional.empty(), true);
        made.put("unconnected", text(controller.home(request, learner, Optional.empty())));
        house.freshness = answering;
        var path = house.path;
        house.path = dev.waymark.engine.model.LearningPath.EMPTY;
        made.put("no-step", text(controller.home(request, learner, Optional.empty())));
        house.path = path;
        return made;
    }

    /** All that {@link #all} shows, so that a test can tell that it looked. */
    public static Set<String> names() {
        return Set.copyOf(List.of(
                "home",
                "why",
                "why-not",
                "evidence",
                "choices",
                "mend",
                "anonymous",
                "stale",
                "never",
                "unconnected",
                "no-step",
                "first",
                "no-evidence"));
    }

    private static String text(HttpResponse<String> answer) {
        return answer.getBody(String.class).orElse("");
    }
}
