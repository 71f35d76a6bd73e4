package dev.waymark.evidence;

import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins replays at a start that asks for it: {@code WAYMARK_REPLAY_AT_START=all}, the number of a tenant, or either with a
 * slash and the name of a source behind it. The start does not wait for them; the log tells how far they are.
 */
@Context
class ReplayAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayAtStart.class);
    private static final Pattern WANTED = Pattern.compile("(all|[1-9][0-9]{0,17})(?:/(.{1,100}))?");
    private static final String BY = "WAYMARK_REPLAY_AT_START";

    private final Replays replays;
    private final Tenants tenants;
    private final Optional<Wanted> wanted;

    /**
     * @param tenant empty for all
     * @param source empty for all
     */
    record Wanted(Optional<TenantId> tenant, Optional<String> source) {}

    ReplayAtStart(Replays replays, Tenants tenants, @Value("${waymark.replay.at-start:false}") String setting) {
        this.replays = replays;
        this.tenants = tenants;
        this.wanted = read(setting);
    }

    static Optional<Wanted> read(String setting) {
        String text = setting.strip();
        if (text.isEmpty() || text.equals("false")) {
            return Optional.empty();
        }
        Matcher found = WANTED.matcher(text);
        if (!found.matches()) {
            throw new SettingRefused(BY
                    + " must be false, all, or the number of a tenant, each but false with a slash and"
                    + " the name of a source behind it if only that is meant, such as all or 1/moodle; found \"" + text
                    + "\".");
        }
        return Optional.of(new Wanted(
                found.group(1).equals("all")
                        ? Optional.empty()
                        : Optional.of(new TenantId(Long.parseLong(found.group(1)))),
                Optional.ofNullable(found.group(2))));
    }

    @EventListener
    void onStart(StartupEvent event) {
        begin();
    }

    void begin() {
        wanted.ifPresent(this::begin);
    }

    private void begin(Wanted what) {
        List<TenantId> all = tenants.all();
        if (what.tenant().isPresent() && !all.contains(what.tenant().get())) {
            LOG.error(
                    "{} must name a tenant that there is, one of {}; found {}. No replay was begun.",
                    BY,
                    all,
                    what.tenant().get());
            return;
        }
        for (TenantId tenant : what.tenant().map(List::of).orElse(all)) {
            switch (replays.ask(tenant, what.source(), BY)) {
                case Replays.Asked.Begun(Replays.Replay replay) ->
                    LOG.warn(
                            "{}: replay {} of tenant {} was begun. Take the setting away before the next start.",
                            BY,
                            replay.id(),
                            tenant);
                case Replays.Asked.Runs(Replays.Replay replay) ->
                    LOG.warn(
                            "{}: tenant {} has a replay that is not done yet, {}; it goes on and no other was begun.",
                            BY,
                            tenant,
                            replay.id());
                case Replays.Asked.NoSource(String source) ->
                    LOG.warn("{}: nothing is kept of a source {} of tenant {}", BY, source, tenant);
            }
        }
    }
}
