package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.home.PretendHouse;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.web.PagesForTests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatIfControllerTest {

    private final PretendHouse house = new PretendHouse();
    private final LtiSession teacher = PretendHouse.session(Role.INSTRUCTOR);
    private final WhatIfController controller = new WhatIfController(
            new WhatIfPages(house, house, house, house),
            house,
            house,
            house,
            house,
            house,
            PagesForTests.pages(),
            PagesForTests.refusals(),
            Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC));

    @Test
    void isForStaffAboutALearnerOfTheirCourseAndNobodyElse() {
        String sofia = PretendHouse.SOFIA.toString();
        assertThat(look(PretendHouse.session(Role.LEARNER), sofia).code()).isEqualTo(403);
        assertThat(look(teacher, "00000000-0000-0000-0000-000000000000").code()).isEqualTo(403);
        assertThat(controller
                        .suppose(HttpRequest.POST("/", ""), PretendHouse.session(Role.LEARNER), form("keep"))
                        .code())
                .isEqualTo(403);
        Map<String, Object> other = form("keep");
        other.put("learner", "00000000-0000-0000-0000-000000000000");
        assertThat(controller.suppose(HttpRequest.POST("/", ""), teacher, other).code())
                .isEqualTo(403);
        assertThat(house.asked).isEmpty();
        assertThat(look(teacher, sofia).code()).isEqualTo(200);
    }

    @Test
    void lookingShowsTheDifferenceAndKeepsNothing() {
        HttpResponse<String> shown = controller.suppose(HttpRequest.POST("/", ""), teacher, form("look"));
        assertThat(shown.code()).isEqualTo(200);
        assertThat(shown.getBody(String.class).orElse(""))
                .contains("With these changes")
                .contains("What changes");
        assertThat(house.asked).noneMatch(each -> each.startsWith("decide"));
    }

    @Test
    void keepingNeedsAReasonAndSaysSo() {
        Map<String, Object> form = form("keep");
        form.remove("reason");
        HttpResponse<String> answer = controller.suppose(HttpRequest.POST("/", ""), teacher, form);
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.getBody(String.class).orElse("")).contains("Say why");
        assertThat(house.asked).noneMatch(each -> each.startsWith("decide"));
    }

    @Test
    void aSetTierNeedsADayOnWhichItEnds() {
        Map<String, Object> form = form("keep");
        form.put("competency", "C05");
        form.put("tier", "3");
        assertThat(controller.suppose(HttpRequest.POST("/", ""), teacher, form).code())
                .isEqualTo(422);
        form.put("until", "2027-01-15");
        assertThat(controller.suppose(HttpRequest.POST("/", ""), teacher, form).code())
                .isEqualTo(303);
        assertThat(house.asked).contains("decide She showed me {C05=PRACTITIONER}");
        assertThat(look(teacher, PretendHouse.SOFIA.toString())
                        .getBody(String.class)
                        .orElse(""))
                .contains("She showed me");
    }

    @Test
    void hoursThatCannotBeAreRefusedWithTheirLimits() {
        Map<String, Object> form = form("look");
        form.put("hours", "<b>90</b>");
        HttpResponse<String> answer = controller.suppose(HttpRequest.POST("/", ""), teacher, form);
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.getBody(String.class).orElse(""))
                .contains("0.5 to 40")
                .doesNotContain("<b>90");
    }

    private HttpResponse<String> look(LtiSession session, String learner) {
        return controller.look(HttpRequest.GET("/"), session, learner, Optional.empty());
    }

    private static Map<String, Object> form(String act) {
        return new HashMap<>(Map.of(
                "learner",
                PretendHouse.SOFIA.toString(),
                "hours",
                "1",
                "weeks",
                "12",
                "reason",
                "She showed me",
                "act",
                act));
    }
}
