package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void fitsItsOwnHashAndNoOther() {
        String hash = Passwords.hash("a long enough password".toCharArray());
        assertThat(Passwords.fits("a long enough password".toCharArray(), hash)).isTrue();
        assertThat(Passwords.fits("a long enough Password".toCharArray(), hash)).isFalse();
        assertThat(Passwords.fits(new char[] {'x'}, "plain")).isFalse();
    }

    @Test
    void saysHowItWasMadeAndSaltsEachHash() {
        String one = Passwords.hash("the same password".toCharArray());
        assertThat(one).startsWith("pbkdf2-sha512$210000$").doesNotContain("same");
        assertThat(Passwords.hash("the same password".toCharArray())).isNotEqualTo(one);
    }
}
