package dev.waymark.lti.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreferencesTest {

    @Test
    void readsTheColourThatCanvasGives() {
        assertThat(Preferences.colour("{\"ic-brand-primary\":\"#b31b1b\",\"ic-link-color\":\"#0374B5\"}"))
                .contains("0374b5");
        assertThat(Preferences.colour("{\"ic-brand-primary\":\"#b31b1b\",\"ic-link-color\":\"inherit\"}"))
                .contains("b31b1b");
        assertThat(Preferences.colour("#003366")).contains("003366");
    }

    @Test
    void readsNoColourWhereThePlatformDidNotFillItIn() {
        assertThat(Preferences.colour("$com.instructure.brandConfigJSON")).isEmpty();
        assertThat(Preferences.colour("{\"ic-brand-primary\":")).isEmpty();
        assertThat(Preferences.colour("{}")).isEmpty();
        assertThat(Preferences.colour("{" + " ".repeat(30_000) + "}")).isEmpty();
    }
}
