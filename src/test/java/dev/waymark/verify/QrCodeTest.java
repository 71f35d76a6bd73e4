package dev.waymark.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is drawn is read back by a reader of QR codes, as a camera would see it. */
class QrCodeTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
    private static final int PIXELS = 6;

    @Test
    void aReaderReadsTheAddressThatWasDrawn() throws Exception {
        String address = "https://waymark.example.org/credential/Zx81Qm-4_tLr0aYcN3uVwA";
        assertThat(read(QrCode.of(address))).isEqualTo(address);
    }

    @Test
    void theQuietZoneIsFree() {
        QrCode code = QrCode.of("https://waymark.example.org/credential/a");
        Matcher run = RUN.matcher(code.path());
        while (run.find()) {
            assertThat(Integer.parseInt(run.group(1))).isGreaterThanOrEqualTo(4);
            assertThat(Integer.parseInt(run.group(2))).isBetween(4, code.side() - 5);
            assertThat(Integer.parseInt(run.group(1)) + Integer.parseInt(run.group(3)))
                    .isLessThanOrEqualTo(code.side() - 4);
        }
    }

    @Test
    void aTextThatNoCodeHoldsIsRefused() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(5000))).isInstanceOf(IllegalArgumentException.class);
    }

    static String read(QrCode code) throws Exception {
        int side = code.side() * PIXELS;
        byte[] light = new byte[side * side];
        Arrays.fill(light, (byte) 255);
        Matcher run = RUN.matcher(code.path());
        while (run.find()) {
            int x = Integer.parseInt(run.group(1)) * PIXELS;
            int y = Integer.parseInt(run.group(2)) * PIXELS;
            int width = Integer.parseInt(run.group(3)) * PIXELS;
            for (int row = y; row < y + PIXELS; row++) {
                Arrays.fill(light, row * side + x, row * side + x + width, (byte) 0);
            }
        }
        LuminanceSource source = new PlanarYUVLuminanceSource(light, side, side, 0, 0, side, side, false);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))
                .getText();
    }
}
