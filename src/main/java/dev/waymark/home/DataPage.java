package dev.waymark.home;

import java.util.List;
import java.util.Optional;

/**
 * What is kept about the reader.
 *
 * @param said key of what was just done; empty for nothing
 * @param unsure true if they asked for an erasure and did not say that they are sure
 * @param past what was erased of them before, a sentence, and what remained elsewhere
 * @param asked what they have asked for and is to be done
 * @param remains what an erasure leaves elsewhere, a sentence each
 */
public record DataPage(
        String said,
        boolean unsure,
        String answer,
        String csrf,
        String json,
        String csv,
        String eraseAction,
        String keepAction,
        List<Room> rooms,
        Optional<Past> past,
        Optional<Asked> asked,
        String grace,
        List<String> remains) {

    public DataPage {
        rooms = List.copyOf(rooms);
        remains = List.copyOf(remains);
    }

    public record Room(String name, List<Held> held) {
        public Room {
            held = List.copyOf(held);
        }
    }

    public record Held(String what, String rows) {}

    public record Past(String sentence, List<String> remains) {
        public Past {
            remains = List.copyOf(remains);
        }
    }

    /**
     * @param withdrawable false once it has begun
     */
    public record Asked(String sentence, boolean withdrawable) {}
}
