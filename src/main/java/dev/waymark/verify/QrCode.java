package dev.waymark.verify;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code (ISO/IEC 18004) as one path of a drawing: it scales without blur and needs no image that a page would have to load.
 *
 * @param side of the drawing with its quiet zone, in modules
 * @param path data of an SVG path that fills the dark modules, in modules
 */
public record QrCode(int side, String path) {

    /** What the standard asks to be left free around it, in modules. */
    private static final int QUIET = 4;

    /**
     * @param text to be read, such as an address; at most some 2000 characters
     * @throws IllegalArgumentException if it is empty or too long for a code
     */
    static QrCode of(String text) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds a text of %d characters".formatted(text.length()), e);
        }
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    int width = x - from;
                    path.append('M')
                            .append(from + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append('h')
                            .append(width)
                            .append("v1h-")
                            .append(width)
                            .append('z');
                } else {
                    x++;
                }
            }
        }
        return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
    }
}
