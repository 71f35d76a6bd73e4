package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.core.LaunchOutcome.Refused;
import dev.waymark.lti.core.Reason;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anybody can post to the address of launches; the table of those that were refused is not theirs to fill. */
@Tag("storage")
@MicronautTest(transactional = false)
class LaunchAuditTest {

    @Inject
    LaunchAudit audit;

    @Test
    void aFloodOfRefusedLaunchesIsCountedAndNotKeptOneByOne() {
        for (int n = 0; n < 200; n++) {
            refuse(Reason.STATE_MISMATCH);
        }
        List<LaunchRecord> kept = kept(Reason.STATE_MISMATCH);
        assertThat(kept).as("of one minute, or of two").hasSizeBetween(30, 60);
        assertThat(kept.stream().mapToInt(each -> 1 + each.repeated()).sum()).isBetween(100, 200);
        assertThat(refuse(Reason.STATE_MISMATCH))
                .as("a code that stands for it")
                .isIn(kept.stream().map(LaunchRecord::code).toList());

        refuse(Reason.SIGNATURE_INVALID);
        assertThat(kept(Reason.SIGNATURE_INVALID))
                .as("what is refused for another reason is not drowned")
                .hasSize(1);
    }

    private String refuse(Reason reason) {
        return audit.refused(Optional.empty(), Refused.because(reason, "SEC 5.1.1", "flood"), Optional.empty());
    }

    private List<LaunchRecord> kept(Reason reason) {
        return audit.newest(TenantId.FIRST, 1_000).stream()
                .filter(each -> each.detail().equals("flood") && each.reason().equals(reason.code()))
                .toList();
    }
}
