package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameBasedUuidTest {

    /** RFC 9562, appendix A.4: the DNS namespace and "www.example.com". */
    @Test
    void givesTheIdOfTheSpecificationsExample() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(NameBasedUuid.of(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void keepsNamesApart() {
        assertThat(NameBasedUuid.of(NameBasedUuid.WAYMARK, "ab", "c"))
                .isNotEqualTo(NameBasedUuid.of(NameBasedUuid.WAYMARK, "a", "bc"));
    }
}
