package dev.waymark.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;

/** Where the three of the sandbox listen. The tool is another site than the peers, as it would be in life. */
public record Ports(int tool, int lms, int lrs) {

    public static final Ports DEFAULT = new Ports(8080, 8081, 8082);

    /** The default, unless {@code sandbox.port.tool}, {@code sandbox.port.lms} or {@code sandbox.port.lrs} are set. */
    static Ports ofSystemProperties() {
        return new Ports(
                Integer.getInteger("sandbox.port.tool", DEFAULT.tool),
                Integer.getInteger("sandbox.port.lms", DEFAULT.lms),
                Integer.getInteger("sandbox.port.lrs", DEFAULT.lrs));
    }

    /** Three that are free now. */
    public static Ports free() {
        try (var one = new ServerSocket(0);
                var two = new ServerSocket(0);
                var three = new ServerSocket(0)) {
            return new Ports(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    URI toolUrl() {
        return URI.create("http://localhost:" + tool);
    }
}
