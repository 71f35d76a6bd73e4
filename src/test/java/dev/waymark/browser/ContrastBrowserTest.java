package dev.waymark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The pages of people who have the colours of their system forced on every page, who want more contrast or less motion,
 * or who print. Backgrounds are gone where colours are forced: what is told apart there is told by lines, symbols and words.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContrastBrowserTest {

    /** What cannot be seen or told apart, in words; SC 1.4.11 of WCAG 2.2 asks for 3:1. */
    private static final String UNSEEN = """
            () => {
              const probe = document.createElement('i');
              document.body.append(probe);
              const rgb = text => { probe.style.color = ''; probe.style.forcedColorAdjust = 'none'; probe.style.color = text;
                return getComputedStyle(probe).color.match(/[0-9.]+/g).map(Number) };
              const light = text => { const [r, g, b] = rgb(text).map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
              const apart = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05) };
              const seen = colour => rgb(colour)[3] !== 0 && apart(colour, 'Canvas') >= 3;
              const wrong = new Set();
              const each = (selector, right, what) => document.querySelectorAll(selector).forEach(e => {
                if (e.getClientRects().length && !right(getComputedStyle(e), e)) wrong.add(selector + ': ' + what) });
              each('.tier .on', s => seen(s.fill), 'a full bar is not seen');
              each('.tier .off', s => s.fill === 'none' && seen(s.stroke), 'an empty bar is full or not seen');
              each('.wh, .pole', s => seen(s.stroke), 'a line is not seen');
              each('.track .z', s => seen(s.stroke), 'a zone has no edge');
              each('.track .held', s => parseFloat(s.strokeWidth) >= 3, 'the zone held is like the others');
              each('.heat td', s => s.borderTopStyle === 'solid' && seen(s.borderTopColor), 'a cell has no edge');
              each(':is(.heat td, .sw):is(.h1, .h2, .h3, .h4, .h5)', (s, e) => /[○◔◑◕●]/.test(e.textContent), 'a cell has no symbol');
              each('button:not(.quiet), a.btn', s => seen(s.borderTopColor), 'a button has no edge');
              each('.main', s => seen(s.backgroundColor), 'the main button is like the others');
              each('.bar nav a[aria-current]', s => seen(s.borderBottomColor), 'the chosen tab has no line');
              each('.bar nav a:not([aria-current])', s => !seen(s.borderBottomColor), 'a tab that is not chosen has a line');
              each('.next, .panel, .note, .path .now > .body', s => parseFloat(s.borderTopWidth) >= 2
                && seen(s.borderTopColor), 'a surface has no edge');
              each('a[href], button, select, input, summary', (s, e) => { e.focus({ focusVisible: true });
                const now = getComputedStyle(e);
                return document.activeElement !== e || (now.outlineStyle !== 'none' && parseFloat(now.outlineWidth) >= 2
                  && seen(now.outlineColor)) }, 'the focus is not seen');
              document.activeElement.blur();
              probe.remove();
              return [...wrong];
            }""";

    private static final String MOVING =
            "() => [...document.querySelectorAll('*')].filter(e => ['', '::before', '::after']"
                    + ".map(part => getComputedStyle(e, part || null)).some(s => s.animationName !== 'none'"
                    + " || s.transitionDuration.split(',').some(time => parseFloat(time) > 0))).map(e => e.outerHTML.slice(0, 80))";

    private static final String HOLDS_ITS_WORDS = "() => [...document.querySelectorAll('.heat :is(td, th)')]"
            + ".every(e => e.scrollWidth <= e.clientWidth + 1)";

    private final FacesSite site = new FacesSite();
    private Chromium chromium;

    @BeforeAll
    void start() {
        chromium = Chromium.startOrSkip();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void whereColoursAreForcedEverythingIsStillToldApart() {
        List<String> complaints = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (BrowserContext context = context(new Browser.NewContextOptions()
                    .setForcedColors(ForcedColors.ACTIVE)
                    .setColorScheme(scheme))) {
                for (String name : site.pages().keySet()) {
                    Page page = open(context, name);
                    assertThat(page.evaluate("matchMedia('(forced-colors: active)').matches"))
                            .isEqualTo(true);
                    for (Object wrong : (List<?>) page.evaluate(UNSEEN)) {
                        complaints.add("%s, %s: %s".formatted(name, scheme, wrong));
                    }
                    picture(page, "forced-" + name + "-" + scheme);
                    page.close();
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void findsWhatNobodyCouldTellApart() {
        try (BrowserContext context = context(new Browser.NewContextOptions()
                .setForcedColors(ForcedColors.ACTIVE)
                .setBypassCSP(true))) {
            Page page = open(context, "home");
            page.addStyleTag(new Page.AddStyleTagOptions()
                    .setContent(".tier .on { fill: Canvas !important } :focus-visible { outline: none !important }"
                            + " .bar nav a { border-color: CanvasText !important } .main { forced-color-adjust: auto !important;"
                            + " background: Canvas !important }"));
            assertThat(String.join(
                            "\n",
                            ((List<?>) page.evaluate(UNSEEN))
                                    .stream().map(Object::toString).toList()))
                    .contains("a full bar is not seen", "the focus is not seen", "a tab that is not chosen has a line")
                    .contains("the main button is like the others");
        }
    }

    @Test
    void whoWantsMoreContrastHasSurfacesWithEdgesAndTextOfSevenToOne() {
        try (BrowserContext context = context(new Browser.NewContextOptions().setContrast(Contrast.MORE))) {
            for (String name : site.pages().keySet()) {
                Page page = open(context, name);
                assertThat((List<?>) page.evaluate(
                                "() => [...document.querySelectorAll('.next, .panel, .note, .align > li.open, .heat td')]"
                                        + ".filter(e => parseFloat(getComputedStyle(e).borderTopWidth) < 2)"
                                        + ".map(e => e.outerHTML.slice(0, 80))"))
                        .as(name)
                        .isEmpty();
                assertThat((List<?>) page.evaluate(
                                "() => [...document.querySelectorAll('.soft, .hint')].map(e => getComputedStyle(e).color)"
                                        + ".filter(colour => !['rgb(31, 43, 48)', 'rgb(0, 0, 0)'].includes(colour))"))
                        .as("soft text of " + name)
                        .isEmpty();
                picture(page, "contrast-" + name);
                page.close();
            }
        }
    }

    @Test
    void whoWantsLessMotionSeesNone() {
        try (BrowserContext still = context(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
                BrowserContext other =
                        context(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE))) {
            assertThat((List<?>) open(other, "home").evaluate(MOVING))
                    .as("what moves for others")
                    .isNotEmpty();
            for (String name : site.pages().keySet()) {
                Page page = open(still, name);
                assertThat((List<?>) page.evaluate(MOVING)).as(name).isEmpty();
                page.close();
            }
        }
    }

    /** A4 on its side, less a centimetre and a half on each side, at 96 pixels to the inch. */
    @Test
    void aHeatMapOfSixteenColumnsHoldsItsWordsAndFitsOnePageAcrossWhenItIsPrinted() {
        try (BrowserContext context = context(new Browser.NewContextOptions().setViewportSize(1009, 680))) {
            for (String name : List.of("heat", "heat-learners")) {
                Page page = open(context, name);
                assertThat((Boolean) page.evaluate(HOLDS_ITS_WORDS))
                        .as("every cell of " + name + " holds its words on the screen")
                        .isTrue();
                page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
                assertThat(page.locator(".heat td:visible").count()).isEqualTo(30 * 16);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of " + name)
                        .isLessThanOrEqualTo(1009);
                assertThat((Boolean) page.evaluate(HOLDS_ITS_WORDS))
                        .as("every cell of " + name + " holds its words")
                        .isTrue();
                picture(page, "print-" + name);
                page.pdf(new Page.PdfOptions()
                        .setFormat("A4")
                        .setLandscape(true)
                        .setPrintBackground(false)
                        .setPath(Path.of("target", "screenshots", "print-" + name + ".pdf")));
                page.close();
            }
        }
    }

    private Page open(BrowserContext context, String name) {
        Page page = context.newPage();
        page.navigate(FacesSite.ADDRESS + "/" + name);
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    private BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser().newContext(options);
        site.serveIn(context);
        return context;
    }
}
