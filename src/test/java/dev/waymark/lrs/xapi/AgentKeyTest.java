package dev.waymark.lrs.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentKeyTest {

    @Test
    void aTrailingSlashOfTheHomePageMakesNoOtherPerson() {
        assertThat(AgentKey.account("https://m.test/", "7")).isEqualTo(AgentKey.account("https://m.test", "7"));
        assertThat(AgentKey.account("https://m.test/a", "7")).isNotEqualTo(AgentKey.account("https://m.test", "7"));
    }

    @Test
    void theCaseOfAnAddressMakesNoOtherPerson() {
        assertThat(AgentKey.mbox("mailto:Kim@Example.ORG")).isEqualTo(AgentKey.mbox("kim@example.org"));
    }

    @Test
    void theSameNameOnAnotherPlatformIsAnotherPerson() {
        assertThat(AgentKey.account("https://a.test", "7")).isNotEqualTo(AgentKey.account("https://b.test", "7"));
    }

    @Test
    void knowsBothDigestsOfAnAddress() {
        // sha1sum of "mailto:a@example.edu" and of "a@example.edu".
        assertThat(AgentKey.digestsOf("A@example.edu"))
                .containsExactlyInAnyOrder(
                        AgentKey.digest("f7c2fe84e0e9c229f14d9e79f91e1036313fa578"),
                        AgentKey.digest("c274ed5ecbca727f49e4f4bb97effdce8402aba7"));
    }

    @Test
    void comesBackFromItsTextForm() {
        for (AgentKey key : new AgentKey[] {
            AgentKey.account("https://m.test", "name with spaces"),
            AgentKey.mbox("kim@example.org"),
            AgentKey.digest("ABCDEF"),
            AgentKey.openid("https://kim.example.org/")
        }) {
            assertThat(AgentKey.ofKey(key.key())).isEqualTo(key);
        }
    }

    @Test
    void isWrittenForQueriesInEachSpellingThatAnLrsMayHave() {
        assertThat(AgentJson.spellings(AgentKey.account("https://m.test", "a \"b\"")))
                .containsExactly(
                        "{\"account\":{\"homePage\":\"https://m.test\",\"name\":\"a \\\"b\\\"\"}}",
                        "{\"account\":{\"homePage\":\"https://m.test/\",\"name\":\"a \\\"b\\\"\"}}");
        assertThat(AgentJson.spellings(AgentKey.mbox("kim@example.org")))
                .containsExactly("{\"mbox\":\"mailto:kim@example.org\"}");
    }
}
