package dev.waymark;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import java.util.function.UnaryOperator;

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
        return start(UnaryOperator.identity(), args);
    }

    /**
     * The same with settings of one's own; they win over the environment's.
     *
     * @param settings environments and properties to add
     */
    public static ApplicationContext start(UnaryOperator<Micronaut> settings, String... args) {
        return settings.apply(Micronaut.build(args).mainClass(Application.class).banner(false))
                .start();
    }
}
