package dev.waymark;

import dev.waymark.shared.SettingRefused;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Starts the tool. The practice LMS and LRS are started elsewhere, by {@code dev.waymark.sandbox}. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        orSayWhyNot(() -> {
            EnvironmentCheck.check(System.getenv());
            start(args);
        });
    }

    /** Starts something; where the reason that it did not start is the administrator's to mend, says it and ends. */
    public static void orSayWhyNot(Runnable starting) {
        try {
            starting.run();
        } catch (RuntimeException broken) {
            Optional<String> sentence = sentenceFor(broken);
            if (sentence.isEmpty()) {
                throw broken;
            }
            System.err.println("Waymark did not start. " + sentence.get());
            System.exit(1);
        }
    }

    /**
     * Starts the tool with the settings of the environment.
     *
     * @return the running tool; closing it stops the server
     * @throws SettingRefused if a setting cannot be meant (perhaps as a cause)
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
        var tool = new Micronaut() {
            @Override
            protected void handleStartupException(Environment environment, Throwable broken) {
                throw new IllegalStateException(broken);
            }
        };
        tool.args(args);
        tool.mainClass(Application.class);
        tool.banner(false);
        return settings.apply(tool).start();
    }

    /** The one sentence an administrator needs, where the cause is theirs to mend. */
    static Optional<String> sentenceFor(Throwable broken) {
        for (Throwable each = broken; each != null; each = each.getCause()) {
            if (each instanceof SettingRefused refused) {
                return Optional.ofNullable(refused.getMessage());
            }
            if (each instanceof SQLException database) {
                return Optional.of("The database that WAYMARK_DB_URL names could not be used as WAYMARK_DB_USER: "
                        + database.getMessage());
            }
            if (each instanceof java.net.BindException) {
                return Optional.of("A port it needs is already in use (" + broken.getMessage()
                        + "); WAYMARK_PORT names the tool's.");
            }
        }
        return Optional.empty();
    }
}
