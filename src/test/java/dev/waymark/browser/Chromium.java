package dev.waymark.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of the machine, driven by Playwright. */
final class Chromium implements AutoCloseable {

    /** Longer than any test holds one browser on a slow machine. */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private final Timer watch = new Timer("browser-watch", true);
    private final Playwright playwright;
    private final Browser browser;
    private final BrowserType.LaunchPersistentContextOptions persistent;

    private Chromium(Path executable, List<String> more) {
        // Playwright waits for some answers without end; without its processes it says so at once.
        watch.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        System.err.println("The browser was open for " + LONGEST + " and is ended by force.");
                        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                    }
                },
                LONGEST.toMillis());
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var arguments = Stream.concat(
                        Stream.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                // Playwright now and then loses a frame that moves to a process of its own. What a
                                // frame of another site may keep does not depend on processes.
                                "--disable-site-isolation-trials",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"),
                        more.stream())
                .toList();
        this.persistent = new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(executable)
                .setArgs(arguments);
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(arguments));
    }

    /** Starts it, or skips the test with a message where there is none; in CI that is a failure. */
    static Chromium startOrSkip(String... more) {
        Optional<Path> executable = Stream.of(
                        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (executable.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI has no Chromium: .ci/run should have installed it");
        }
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium on this machine: apt-get install chromium");
        return new Chromium(executable.orElseThrow(), List.of(more));
    }

    Browser browser() {
        return browser;
    }

    /** A fresh window of its own; when it is closed, its last sight is in {@code target/screenshots}. */
    Window window(String name) {
        return new Window(name, browser.newContext());
    }

    /**
     * A window of a browser that a person has set up, such as one that blocks cookies.
     *
     * @param profile an empty folder
     * @param preferences Chromium's own, as JSON
     */
    Window windowWithPreferences(String name, Path profile, String preferences) {
        try {
            Files.writeString(
                    Files.createDirectories(profile.resolve("Default")).resolve("Preferences"), preferences);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the preferences of " + name, e);
        }
        return new Window(name, playwright.chromium().launchPersistentContext(profile, persistent));
    }

    /** A window whose last sight is kept, so that a failure can be looked at. */
    static final class Window implements AutoCloseable {

        private final String name;
        private final BrowserContext context;
        private final Page page;

        Window(String name, BrowserContext context) {
            this.name = name;
            this.context = context;
            this.page = context.newPage();
            // The first page of a cold tool on a busy machine takes its time.
            PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        }

        Page page() {
            return page;
        }

        @Override
        public void close() {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", name + ".png"))
                    .setFullPage(true));
            context.close();
        }
    }

    @Override
    public void close() {
        try {
            browser.close();
            playwright.close();
        } finally {
            watch.cancel();
        }
    }
}
