package dev.waymark.lrs.xapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An agent or a group.
 *
 * @param key empty for an anonymous group
 * @param members of a group; empty for an agent
 */
public record Actor(Optional<AgentKey> key, Optional<String> name, boolean group, List<Actor> members) {

    public Actor {
        members = List.copyOf(members);
    }

    /** The agents who may be a learner: the agent itself, or the members of a group, never the group. */
    public List<Actor> agents() {
        Stream<Actor> agents = group ? members.stream().flatMap(member -> member.agents().stream()) : Stream.of(this);
        return agents.filter(agent -> agent.key().isPresent()).toList();
    }
}
