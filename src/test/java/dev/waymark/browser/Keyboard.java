package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * A person without a mouse, before a page with the tool in a frame of it. They get to a control by Tab or Shift+Tab
 * alone; at each stop the focus is seen, and another control than before has it. What they press goes to whatever has
 * the focus, and nothing else is touched.
 */
final class Keyboard {

    /** So many stops on one way are a maze. */
    private static final int MOST_STOPS = 260;

    /**
     * What has the focus within the frame: nothing (the page around has it), or whether it is what is looked for, what
     * had it before, seen, and its text.
     */
    private static final String FOCUS = """
            wanted => {
              const e = document.activeElement;
              if (!document.hasFocus() || !e || e === document.body) { window.__before = null; return null; }
              const same = window.__before === e;
              window.__before = e;
              const s = getComputedStyle(e), r = e.getBoundingClientRect();
              const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
              return { here: !!wanted && e.matches(wanted), same: same && e.type !== 'date',
                seen: ring && r.width > 1 && r.height > 1 && r.right > 0 && r.left < innerWidth
                  && getComputedStyle(e).visibility === 'visible',
                what: e.outerHTML.slice(0, 160) };
            }""";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** The tool's frame, as it is now. */
    Frame tool() {
        Frame frame = page.frame("tool");
        if (frame == null) {
            throw new AssertionError("the page has no frame for the tool");
        }
        return frame;
    }

    /** Onward to the control that the selector names. */
    Keyboard to(String selector) {
        return go("Tab", selector);
    }

    /** Back to it. */
    Keyboard backTo(String selector) {
        return go("Shift+Tab", selector);
    }

    /** As if one had come as far as the frame: what the page around has before it is not ours. */
    Keyboard atTheFrame() {
        page.locator("iframe[name=tool]").focus();
        return this;
    }

    /** As if the page had just been opened. */
    Keyboard fromTheTop() {
        page.evaluate("() => { document.activeElement.blur(); getSelection().collapse(document.body, 0) }");
        return this;
    }

    /** From the page around into the frame, to its first control. */
    Keyboard in() {
        return go("Tab", "*");
    }

    private Keyboard go(String key, String selector) {
        assertThat(tool().locator(selector).first()).isAttached();
        int left = 0;
        for (int i = 0; i < MOST_STOPS; i++) {
            page.keyboard().press(key);
            Map<?, ?> focus = (Map<?, ?>) tool().evaluate(FOCUS, selector);
            if (focus == null) {
                assertThat(left++)
                        .as("stops outside the frame on the way to %s", selector)
                        .isLessThan(80);
                continue;
            }
            assertThat(focus.get("same"))
                    .as("the keyboard is caught at %s", focus.get("what"))
                    .isEqualTo(false);
            assertThat(focus.get("seen"))
                    .as("focus is seen at %s", focus.get("what"))
                    .isEqualTo(true);
            if (Boolean.TRUE.equals(focus.get("here"))) {
                return this;
            }
        }
        throw new AssertionError("%s is not reached by %s".formatted(selector, key));
    }

    /** How many controls of the tool one passes until the page around has the focus again. */
    int out(String key) {
        for (int i = 0; i < MOST_STOPS; i++) {
            page.keyboard().press(key);
            Map<?, ?> focus = (Map<?, ?>) tool().evaluate(FOCUS, "");
            if (focus == null) {
                return i;
            }
            assertThat(focus.get("same"))
                    .as("the keyboard is caught at %s", focus.get("what"))
                    .isEqualTo(false);
            assertThat(focus.get("seen"))
                    .as("focus is seen at %s", focus.get("what"))
                    .isEqualTo(true);
        }
        throw new AssertionError("the keyboard is caught in the frame");
    }

    Keyboard press(String... keys) {
        List.of(keys).forEach(page.keyboard()::press);
        return this;
    }

    /** Writes into the field that has the focus, in place of what was there. */
    Keyboard write(String text) {
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
        return this;
    }

    /** Presses what leads to another page in the frame, and waits for it. */
    Keyboard follow(String key) {
        tool().evaluate("() => { window.__left = true }");
        page.keyboard().press(key);
        tool().waitForFunction("() => !window.__left && document.readyState === 'complete'");
        return this;
    }

    /**
     * Sends a form, and hears what became of it: the sentence that says so has the focus, so that Tab goes on from
     * there.
     */
    Keyboard send(String selector) {
        to(selector).follow("Enter");
        Map<?, ?> focus = (Map<?, ?>) tool().evaluate(FOCUS, ".note");
        assertThat(focus).as("the focus after %s is in the tool", selector).isNotNull();
        assertThat(focus.get("here"))
                .as("after %s, the focus is at what was said, not at %s", selector, focus.get("what"))
                .isEqualTo(true);
        assertThat(focus.get("seen"))
                .as("focus is seen at %s", focus.get("what"))
                .isEqualTo(true);
        return this;
    }
}
