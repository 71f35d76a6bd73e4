package dev.waymark.lti.core;

import static dev.waymark.lti.core.LaunchFixture.ISSUER;
import static dev.waymark.lti.core.LaunchFixture.KEY;
import static dev.waymark.lti.core.LaunchFixture.NONCE;
import static dev.waymark.lti.core.LaunchFixture.NOW;
import static dev.waymark.lti.core.LaunchFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.LaunchFixtures.Case;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchPayloadsTest {

    static List<Case> valid() {
        return LaunchFixtures.all("valid");
    }

    static List<Case> invalid() {
        return LaunchFixtures.all("invalid");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesForItsReasonAndNamesTheClause(Case each) {
        var outcome = outcome(token(each));
        assertThat(outcome).isInstanceOfSatisfying(LaunchOutcome.Refused.class, refused -> {
            assertThat(refused.reason().name()).isEqualTo(each.reason().orElseThrow());
            assertThat(refused.clause()).matches("(SEC|CORE|RFC 7519|DL|Submission Review).*");
            assertThat(refused.detail()).isNotBlank().doesNotContain("Imke", "Sander", "u-4711", NONCE);
        });
    }

    @ParameterizedTest
    @MethodSource("valid")
    void acceptsWhatAToolMustAccept(Case each) {
        assertThat(outcome(token(each))).isInstanceOf(LaunchOutcome.Accepted.class);
    }

    @Test
    void hasEveryCaseOfTheCertificationGuide() {
        assertThat(invalid())
                .filteredOn(each -> each.name().startsWith("cert-"))
                .hasSize(12);
        assertThat(valid())
                .filteredOn(each ->
                        each.name().startsWith("student-") && !each.name().equals("student-preview"))
                .hasSize(9);
        assertThat(valid())
                .filteredOn(each -> each.name().startsWith("teacher-"))
                .hasSize(9);
    }

    @Test
    void readsEverythingThatAFullLaunchSays() {
        var launch = accepted("student-normal").launch();
        assertThat(launch.subject()).contains("u-4711");
        assertThat(launch.roles()).containsExactly(Role.LEARNER);
        assertThat(launch.resourceLink().id()).isEqualTo("link-9");
        assertThat(launch.context())
                .get()
                .extracting(ResourceLinkLaunch.Context::id)
                .isEqualTo("course-2");
        assertThat(launch.person().name()).contains("Imke Sander");
        assertThat(launch.locale()).contains("es");
        assertThat(launch.returnUrl()).map(Object::toString).contains(ISSUER + "/course/2");
        assertThat(launch.productFamily()).contains("moodle");
        assertThat(launch.grades()).get().satisfies(grades -> {
            assertThat(grades.scopes()).containsExactly(ScoreMessage.SCOPE);
            assertThat(grades.lineItem()).map(Object::toString).contains(ISSUER + "/2/lineitems/7/lineitem?type_id=1");
        });
        assertThat(launch.members()).isPresent();
    }

    @Test
    void aVariableThatThePlatformDidNotReplaceIsAbsent() {
        assertThat(accepted("student-normal").launch().custom()).containsOnlyKeys("unit");
    }

    @Test
    void leavesOutCustomValuesThatAreNoStringsAndSaysSo() {
        var accepted = accepted("custom-values-that-are-no-strings");
        assertThat(accepted.launch().custom()).containsOnlyKeys("name");
        assertThat(accepted.warnings()).hasSize(2).allMatch(warning -> warning.contains("CORE 5.4.6"));
    }

    @Test
    void neverCallsALineItemOnAForeignHost() {
        var accepted = accepted("line-item-on-a-foreign-host");
        assertThat(accepted.launch().grades().orElseThrow().lineItem()).isEmpty();
        assertThat(accepted.warnings()).singleElement().asString().contains("evil.example", "CORE 3.5");
    }

    @Test
    void aContextIdTooLongCountsAsNone() {
        assertThat(accepted("context-id-too-long").launch().context()).isEmpty();
    }

    @Test
    void anUnknownRoleMeansLeastPrivilege() {
        assertThat(accepted("student-unknown-role").launch().roles()).isEmpty();
        assertThat(accepted("student-no-role").launch().roles()).isEmpty();
        assertThat(accepted("teacher-unknown-role").launch().roles()).isEqualTo(Set.of(Role.INSTRUCTOR));
    }

    @Test
    void knowsAnAssistantAndAPreview() {
        assertThat(accepted("assistant-by-sub-role-only").launch().roles()).containsExactly(Role.TEACHING_ASSISTANT);
        assertThat(accepted("student-preview").launch().testUser()).isTrue();
        assertThat(accepted("student-normal").launch().testUser()).isFalse();
    }

    @Test
    void aPersonWithoutNameAndIdIsAnonymous() {
        assertThat(accepted("anonymous").launch().subject()).isEmpty();
    }

    @Test
    void measuresHowFarTheClocksAreApart() {
        assertThat(accepted("clock-50-seconds-ahead").clockSkew()).hasSeconds(50);
    }

    private static LaunchOutcome.Accepted accepted(String name) {
        return (LaunchOutcome.Accepted) outcome(token(LaunchFixtures.one("valid", name)));
    }

    private static String token(Case each) {
        return KEY.token(each.header().orElse(KEY.header()), each.payload(ISSUER, NONCE, NOW));
    }
}
