package dev.waymark.sandbox;

import dev.waymark.Application;
import dev.waymark.sandbox.lms.SandboxLms;
import dev.waymark.sandbox.lrs.SandboxLrs;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the tool with a practice LMS and a practice LRS beside it. The three meet over HTTP only. What they remember
 * is in {@code .sandbox}; without that folder everything begins anew.
 */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private final SandboxLrs lrs;
    private final SandboxLms lms;
    private final ApplicationContext tool;

    private Sandbox(SandboxLrs lrs, SandboxLms lms, ApplicationContext tool) {
        this.lrs = lrs;
        this.lms = lms;
        this.tool = tool;
    }

    public static void main(String[] args) {
        Application.orSayWhyNot(() -> {
            Sandbox sandbox =
                    start(Ports.ofSystemProperties(), PlatformFiles.project().resolve(".sandbox"), args);
            // The tool stops by a hook of its own; stopping it here as well, the two would wait for each other.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(sandbox::closePeers));
        });
    }

    /**
     * @param folder where everything is kept
     * @return the three, running; closing stops them
     */
    public static Sandbox start(Ports ports, Path folder, String... args) {
        SandboxLrs lrs = SandboxLrs.start(ports.lrs(), Optional.of(folder.resolve("lrs")));
        SandboxLms lms = SandboxLms.start(
                ports.lms(), Optional.of(folder.resolve("lms")), ports.toolUrl(), lrs.url(), Clock.systemUTC());
        try {
            lms.seed();
            ApplicationContext tool = Application.start(
                    settings -> settings.environments("sandbox")
                            .environmentPropertySource(false)
                            .properties(properties(ports, folder, lms.url(), lrs.url())),
                    args);
            LOG.info(READY, lms.url(), ports.toolUrl(), lrs.url().resolve("/"), folder);
            return new Sandbox(lrs, lms, tool);
        } catch (RuntimeException e) {
            lms.close();
            lrs.close();
            throw e;
        }
    }

    /** The address to open. */
    public URI lms() {
        return lms.url();
    }

    public SandboxLrs lrs() {
        return lrs;
    }

    public ApplicationContext tool() {
        return tool;
    }

    @Override
    public void close() {
        tool.close();
        closePeers();
    }

    private void closePeers() {
        lms.close();
        lrs.close();
    }

    /** What depends on where this sandbox is; set here, so that no variable of the shell can point elsewhere. */
    private static Map<String, Object> properties(Ports ports, Path folder, URI lms, URI lrs) {
        return Map.of(
                "micronaut.server.port", ports.tool(),
                "waymark.practice", true,
                "waymark.base-url", ports.toolUrl().toString(),
                "waymark.allow-private-addresses", true,
                "waymark.lti-config", PlatformFiles.forLmsAt(lms, folder).toString(),
                "waymark.lrs.url", lrs.toString(),
                "waymark.lrs.user", SandboxLrs.USER,
                "waymark.lrs.password", SandboxLrs.PASSWORD,
                "datasources.default.url",
                        "jdbc:h2:file:%s;MODE=MySQL;DB_CLOSE_ON_EXIT=FALSE"
                                .formatted(folder.resolve("waymark").toAbsolutePath()));
    }

    private static final String READY = """
            the sandbox is ready.

                Open  {}   and choose who you are.

                Waymark itself is at {}, the practice LRS at {}.
                Nobody here is real. Delete the folder {} to begin anew; stop with Ctrl+C.
            """;
}
