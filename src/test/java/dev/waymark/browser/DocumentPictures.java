package dev.waymark.browser;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Takes the pictures of the documents anew, of the practice LMS with its invented people: {@code docs/pictures}. Those of
 * the administrator's pages are taken by {@link AdminBrowserTest}.
 */
public final class DocumentPictures {

    private static final String LEARNER = "5";
    private static final String TEACHER = "3";
    private static final int TALLEST = 1_000;
    private static final int COLOURS = 255;

    private final Path folder;
    private final Sandbox sandbox;
    private final Page page;

    private DocumentPictures(Path folder, Sandbox sandbox, Page page) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.page = page;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "docs/images"));
        Path kept = Files.createTempDirectory("waymark-pictures");
        try (Chromium chromium = Chromium.startOrSkip();
                Sandbox sandbox = Sandbox.start(Ports.free(), kept);
                Chromium.Window window = chromium.window("pictures")) {
            new DocumentPictures(folder, sandbox, window.page()).all();
        }
        System.exit(0);
    }

    private void all() throws IOException {
        page.setViewportSize(1_180, 820);
        for (int person = 5; person <= 16; person++) {
            open(Integer.toString(person), "en");
        }
        open(LEARNER, "en");
        Frame home = tool();
        home.locator("#role").selectOption("product-manager");
        home.locator("form:has(#role) button").click();
        home.locator("h1").waitFor();
        open(LEARNER, "en");
        whole("learner-home");
        follow(".next .actions a[href*='/home/why']");
        frame("learner-why");
        tab("/home/choices");
        frame("learner-choices");
        tab("/home/evidence");
        frame("learner-evidence");
        open(LEARNER, "ar");
        frame("learner-home-ar");
        page.setViewportSize(360, 740);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        open(LEARNER, "en");
        frame("learner-phone");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1_180, 820);

        open(TEACHER, "en");
        frame("course");
        follow(".roster tbody th a");
        frame("course-person");
        tab("/course/heatmap");
        frame("course-heatmap");
        tab("/course/grades");
        frame("course-grades");
        tab("/course/setup");
        frame("course-setup");
    }

    private void open(String person, String locale) {
        page.navigate(sandbox.lms() + "/mod/lti/view.php?id=16&as=" + person + "&locale=" + locale);
        page.frameLocator("iframe[name=tool]").locator("h1").first().waitFor();
        tool().waitForFunction("() => document.readyState === 'complete'");
    }

    private Frame tool() {
        return page.frame("tool");
    }

    private void tab(String path) {
        follow(".bar nav a[href*='" + path + "']");
    }

    private void follow(String selector) {
        tool().evaluate("() => { window.__left = true }");
        tool().locator(selector).first().click();
        tool().waitForFunction("() => !window.__left && document.readyState === 'complete'");
    }

    /** With the page of the LMS around it. */
    private void whole(String name) throws IOException {
        write(name, page.screenshot());
    }

    private void frame(String name) throws IOException {
        page.waitForTimeout(400); // for the frame to take the height that it asked for
        Locator frame = page.locator("iframe[name=tool]");
        write(name, frame.screenshot());
    }

    private void write(String name, byte[] png) throws IOException {
        keep(folder, name, png);
    }

    /** Writes a picture as small as a document should load it: cut where it is tall, and with few colours. */
    static void keep(Path folder, String name, byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage cut = image.getSubimage(0, 0, image.getWidth(), Math.min(TALLEST, image.getHeight()));
        Path file = folder.resolve(name + ".png");
        ImageIO.write(withFewColours(cut), "png", file.toFile());
        System.out.printf("%s %d kB%n", file, Files.size(file) / 1024);
    }

    /** The colours that a page has most of; others become the nearest of them, which no eye sees on flat pages. */
    private static BufferedImage withFewColours(BufferedImage image) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
            }
        }
        List<Integer> most = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        int[] palette = most.stream().mapToInt(Integer::intValue).toArray();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        var few = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y) & 0xFFFFFF;
                few.getRaster().setSample(x, y, 0, nearest.computeIfAbsent(rgb, each -> nearest(each, palette)));
            }
        }
        return few;
    }

    private static int nearest(int rgb, int[] palette) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int red = (rgb >> 16 & 0xFF) - (palette[i] >> 16 & 0xFF);
            int green = (rgb >> 8 & 0xFF) - (palette[i] >> 8 & 0xFF);
            int blue = (rgb & 0xFF) - (palette[i] & 0xFF);
            int apart = red * red + green * green + blue * blue;
            if (apart < least) {
                least = apart;
                best = i;
            }
        }
        return best;
    }
}
