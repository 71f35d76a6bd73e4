package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.core.Reason;
import dev.waymark.web.Messages;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaunchRefusalsTest {

    private final Messages messages = new Messages();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasWordsInEveryLanguageAndIsNeverASuccess(Reason reason) {
        String key = LaunchRefusals.words(reason);
        for (String part : new String[] {".title", ".text"}) {
            String english = messages.text(Locale.ENGLISH, key + part);
            assertThat(english).isNotBlank();
            assertThat(messages.text(Locale.of("es"), key + part)).isNotBlank().isNotEqualTo(english);
        }
        assertThat(LaunchRefusals.status(reason).getCode()).isIn(400, 401, 403, 404, 405, 429);
    }
}
