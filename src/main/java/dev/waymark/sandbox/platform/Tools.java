package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.waymark.sandbox.course.JsonFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The tools that are registered here: the one that was written down, and those that registered themselves. The links of the
 * course open the one that an administrator chose last.
 */
public final class Tools implements AutoCloseable {

    /**
     * A tool that registered itself.
     *
     * @param active false until an administrator says so; on a real Moodle its tokens work all the same
     * @param answered what it was told of its registration
     */
    public record Registered(Tool tool, boolean active, Map<String, Object> answered) {}

    record Kept(List<Registered> all, String current) {}

    private final Tool first;
    private final JsonFile<Kept> file;
    private final Map<String, ToolKeys> keys = new ConcurrentHashMap<>();
    private final List<Registered> all = new ArrayList<>();
    private String current = "";

    Tools(Tool first, Optional<Path> folder) {
        this.first = first;
        this.file = new JsonFile<>(folder, "tools.json", new TypeReference<>() {});
        file.read().ifPresent(kept -> {
            all.addAll(kept.all());
            current = kept.current();
        });
    }

    /** The one that the links of the course open. */
    public synchronized Tool current() {
        return all.stream()
                .filter(Registered::active)
                .map(Registered::tool)
                .filter(tool -> tool.clientId().equals(current))
                .findFirst()
                .orElse(first);
    }

    public synchronized List<Registered> registered() {
        return List.copyOf(all);
    }

    synchronized Optional<Tool> byClient(String clientId) {
        return Stream.concat(Stream.of(first), all.stream().map(Registered::tool))
                .filter(tool -> tool.clientId().equals(clientId))
                .findFirst();
    }

    synchronized boolean hasDeployment(String deployment) {
        return Stream.concat(Stream.of(first), all.stream().map(Registered::tool))
                .anyMatch(tool -> tool.deployment().equals(deployment));
    }

    synchronized Optional<Registered> byDeployment(String deployment) {
        return all.stream()
                .filter(each -> each.tool().deployment().equals(deployment))
                .findFirst();
    }

    synchronized String nextDeployment() {
        return Integer.toString(2 + all.size());
    }

    /** Registers it, or puts it in the place of what the same client registered before, which stays as active as it was. */
    synchronized void put(Tool tool, Map<String, Object> answered) {
        boolean active = all.stream()
                .anyMatch(each -> each.active() && each.tool().clientId().equals(tool.clientId()));
        all.removeIf(each -> each.tool().clientId().equals(tool.clientId()));
        all.add(new Registered(tool, active, answered));
        Optional.ofNullable(keys.remove(tool.clientId())).ifPresent(ToolKeys::close);
        keep();
    }

    /**
     * Lets the links of the course open it.
     *
     * @param clientId of the one that was written down, or of one that registered itself; another changes nothing
     */
    public synchronized void choose(String clientId) {
        all.replaceAll(each ->
                each.tool().clientId().equals(clientId) ? new Registered(each.tool(), true, each.answered()) : each);
        if (byClient(clientId).isPresent()) {
            current = clientId;
        }
        keep();
    }

    private void keep() {
        file.write(new Kept(List.copyOf(all), current));
    }

    ToolKeys keysOf(Tool tool) {
        return keys.computeIfAbsent(tool.clientId(), each -> new ToolKeys(tool.keys()));
    }

    /** Where the tool takes registrations. */
    public URI registrationAddress() {
        return URI.create(first.base() + "/lti/register");
    }

    @Override
    public void close() {
        keys.values().forEach(ToolKeys::close);
    }
}
