package dev.waymark;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;

/** Starts the tool. The practice LMS and LRS are started elsewhere, by {@code dev.waymark.sandbox}. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        start(args);
    }

    /**
     * Starts the tool with the settings of the environment.
     *
     * @return the running tool; closing it stops the server
     */
    public static ApplicationContext start(String... args) {
        return Micronaut.build(args).mainClass(Application.class).banner(false).start();
    }
}
