package dev.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.shared.SettingRefused;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentCheckTest {

    @Test
    void nothingSetIsFine() {
        assertThatCode(() -> EnvironmentCheck.check(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void sensibleSettingsAreFine() {
        assertThatCode(() -> EnvironmentCheck.check(Map.of(
                        "WAYMARK_PORT", "8090",
                        "WAYMARK_BASE_URL", "https://waymark.example.org",
                        "WAYMARK_ALLOW_PRIVATE_ADDRESSES", "false",
                        "WAYMARK_DB_URL", "jdbc:mysql://db:3306/waymark",
                        "WAYMARK_LRS_URL", "https://lrs.example.org/xapi",
                        "WAYMARK_LRS_USER", "waymark",
                        "WAYMARK_LTI_CONFIG", "src")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "WAYMARK_PORT, http",
        "WAYMARK_PORT, 70000",
        "WAYMARK_ALLOW_PRIVATE_ADDRESSES, yes",
        "WAYMARK_BASE_URL, waymark.example.org",
        "WAYMARK_BASE_URL, ftp://waymark.example.org",
        "WAYMARK_BASE_URL, https://user:secret@waymark.example.org",
        "WAYMARK_LRS_URL, ht!tp",
        "WAYMARK_DB_URL, jdbc:postgresql://db/waymark",
        "WAYMARK_DB_URL, jdbc:mariadb://db/waymark",
        "WAYMARK_LTI_CONFIG, /no/such/folder"
    })
    void refusesASettingThatCannotBeMeantAndNamesIt(String name, String value) {
        assertThatThrownBy(() -> EnvironmentCheck.check(Map.of(name, value)))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith(name)
                .hasMessageEndingWith(".");
    }

    @Test
    void anLrsNeedsItsUser() {
        assertThatThrownBy(() -> EnvironmentCheck.check(Map.of("WAYMARK_LRS_URL", "https://lrs.example.org/xapi")))
                .hasMessageContaining("WAYMARK_LRS_USER");
    }

    @Test
    void neverRepeatsAPassword() {
        assertThatThrownBy(() ->
                        EnvironmentCheck.check(Map.of("WAYMARK_DB_URL", "jdbc:pg://u:hunter2@db/x?password=hunter2")))
                .hasMessageNotContaining("hunter2@")
                .hasMessageNotContaining("password=");
        assertThatThrownBy(() -> EnvironmentCheck.check(Map.of("WAYMARK_BASE_URL", "https://u:hunter2@db")))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsASentence() {
        var broken = new IllegalStateException(new RuntimeException(new SQLException("Communications link failure")));
        assertThat(Application.sentenceFor(broken)).get().asString().contains("WAYMARK_DB_URL", "link failure");
    }

    @Test
    void whatIsNobodysSettingKeepsItsStackTrace() {
        assertThat(Application.sentenceFor(new IllegalStateException("a bug"))).isEmpty();
    }
}
