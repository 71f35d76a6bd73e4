package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.home.PretendPages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a first visit of the learner's home costs on the way, packed as our server packs it. */
class PageWeightTest {

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"?]+)");

    @Test
    void takesNoMoreThan100KilobytesForAFirstVisit() throws IOException {
        String home = PretendPages.all().get("home");
        int all = packed(home.getBytes(StandardCharsets.UTF_8));
        int styles = 0;
        for (String asset :
                ASSET.matcher(home).results().map(found -> found.group(1)).toList()) {
            int size = packed(content(asset));
            all += size;
            styles += asset.endsWith(".css") ? size : 0;
        }

        assertThat(styles).as("bytes of style sheets").isBetween(1_000, 10_000);
        assertThat(all).as("bytes of a first visit").isBetween(10_000, 100_000);
    }

    private static byte[] content(String asset) throws IOException {
        try (var stream = PageWeightTest.class.getResourceAsStream(asset)) {
            assertThat(stream).as(asset).isNotNull();
            return stream.readAllBytes();
        }
    }

    private static int packed(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.size();
    }
}
