package dev.waymark.engine.map;

import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.StatementFacts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says of each statement of a learner what it counts for, or why it does not count. */
public final class EvidenceMapper {

    public static final EvidenceMapper DEFAULT = new EvidenceMapper();

    private EvidenceMapper() {}

    /**
     * @param statements all of one learner, or all of the groups touched; their order does not matter
     * @param alignments what an activity is for, if anybody said so
     * @return one outcome for each statement
     */
    public List<Mapped> map(
            Collection<StatementFacts> statements, Function<StatementFacts.Activity, Optional<Alignment>> alignments) {
        throw new UnsupportedOperationException();
    }

    /** Statements with the same key are read together: an attempt and its answers, completions of one activity. */
    public static String groupOf(StatementFacts statement) {
        throw new UnsupportedOperationException();
    }
}
