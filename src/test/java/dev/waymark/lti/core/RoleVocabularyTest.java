package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleVocabularyTest {

    private static final String LIS = "http://purl.imsglobal.org/vocab/lis/v2/";

    @Test
    void readsARoleHoweverItIsWritten() {
        for (String name : List.of(
                LIS + "membership#Instructor",
                "Instructor",
                "urn:lti:role:ims/lis/Instructor",
                LIS + "membership/Instructor#PrimaryInstructor")) {
            assertThat(RoleVocabulary.roles(List.of(name))).as(name).containsExactly(Role.INSTRUCTOR);
        }
    }

    @Test
    void anAssistantIsNotTheInstructorUnlessThePlatformSaysBoth() {
        String assistant = LIS + "membership/Instructor#TeachingAssistant";
        assertThat(RoleVocabulary.roles(List.of(assistant))).containsExactly(Role.TEACHING_ASSISTANT);
        assertThat(RoleVocabulary.roles(List.of(assistant, LIS + "membership#Instructor")))
                .containsExactlyInAnyOrder(Role.TEACHING_ASSISTANT, Role.INSTRUCTOR);
        assertThat(RoleVocabulary.roles(List.of("urn:lti:role:ims/lis/TeachingAssistant/Grader")))
                .containsExactly(Role.TEACHING_ASSISTANT);
    }

    @Test
    void aProfessorElsewhereIsNobodyHere() {
        assertThat(RoleVocabulary.roles(
                        List.of(LIS + "institution/person#Instructor", LIS + "institution/person#Faculty")))
                .isEmpty();
    }

    @Test
    void anAdministratorElsewhereWhoLearnsHereIsALearner() {
        assertThat(RoleVocabulary.roles(List.of(LIS + "institution/person#Administrator", LIS + "membership#Learner")))
                .containsExactly(Role.LEARNER);
        assertThat(RoleVocabulary.roles(List.of(LIS + "system/person#Administrator")))
                .containsExactly(Role.ADMINISTRATOR);
    }

    @Test
    void doesNotTakeALookAlikeForARole() {
        assertThat(RoleVocabulary.roles(List.of(
                        "http://evil.test/vocab/lis/v2/membership#Instructor",
                        LIS + "membership#instructor",
                        LIS + "membership#Instructor ",
                        "xInstructor")))
                .isEmpty();
    }
}
