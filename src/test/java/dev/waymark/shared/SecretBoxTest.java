package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private final SecretBox ours = box("a-secret-of-ours-0123456789abcdefg");
    private final SecretBox theirs = box("a-secret-of-theirs-0123456789abcde");

    @Test
    void opensWhatItSealedForTheSamePurpose() {
        assertThat(ours.open("keys", ours.seal("keys", "ключ · 鍵"))).contains("ключ · 鍵");
    }

    @Test
    void opensNothingForAnotherPurpose() {
        assertThat(ours.open("sessions", ours.seal("keys", "text"))).isEmpty();
    }

    @Test
    void opensNothingOfAnotherInstallation() {
        assertThat(theirs.open("keys", ours.seal("keys", "text"))).isEmpty();
    }

    @Test
    void opensNothingThatWasChanged() {
        String sealed = ours.seal("keys", "text");
        char last = sealed.charAt(sealed.length() - 3);
        String changed = sealed.substring(0, sealed.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);
        assertThat(ours.open("keys", changed)).isEmpty();
        assertThat(ours.open("keys", "")).isEmpty();
        assertThat(ours.open("keys", "not base64 at all %%")).isEmpty();
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(ours.seal("keys", "text")).isNotEqualTo(ours.seal("keys", "text"));
    }

    @Test
    void fingerprintsAreSteadyAndDependOnPurposeTextAndInstallation() {
        assertThat(ours.fingerprint("session", "a")).isEqualTo(ours.fingerprint("session", "a"));
        assertThat(ours.fingerprint("session", "a"))
                .isNotEqualTo(ours.fingerprint("session", "b"))
                .isNotEqualTo(ours.fingerprint("csrf", "a"))
                .isNotEqualTo(theirs.fingerprint("session", "a"));
    }

    private static SecretBox box(String secret) {
        return new SecretBox(new ToolSettings(URI.create("http://localhost:8080"), secret, false, "lti-config"));
    }
}
