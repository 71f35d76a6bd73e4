package dev.waymark.evidence;

import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.learner.LearnerId;
import dev.waymark.lrs.xapi.AgentKey;
import java.util.Optional;

/**
 * An entry as the tables have it.
 *
 * @param owner a learner, or an agent who is nobody's yet
 * @param mapped what became of it; blank while that is not known
 */
record Row(
        String statementId,
        String agentHash,
        Owner owner,
        String agentKey,
        String agentName,
        String source,
        String groupHash,
        StatementFacts facts,
        String outcome,
        String mapped) {

    /** Whose entries are read together. */
    record Owner(String key) implements Comparable<Owner> {

        private static final String UNKNOWN = "?";

        static Owner of(LearnerId learner) {
            return new Owner(learner.toString());
        }

        static Owner unlinked(String agentHash) {
            return new Owner(UNKNOWN + agentHash);
        }

        Optional<LearnerId> learner() {
            return key.startsWith(UNKNOWN) ? Optional.empty() : Optional.of(LearnerId.of(key));
        }

        @Override
        public int compareTo(Owner other) {
            return key.compareTo(other.key);
        }
    }

    boolean counts() {
        return outcome.equals(MappedJson.COUNTED);
    }

    Row as(Mapped now) {
        return new Row(
                statementId,
                agentHash,
                owner,
                agentKey,
                agentName,
                source,
                groupHash,
                facts,
                MappedJson.outcome(now),
                MappedJson.write(now));
    }

    Row with(Owner whose, StatementFacts what) {
        return new Row(statementId, agentHash, whose, agentKey, agentName, source, groupHash, what, outcome, mapped);
    }

    /** The group into which the rules put it; it may have been written by other rules. */
    String groupByNow() {
        return hash(ReadingRules.mapper().groupOf(facts));
    }

    Row regrouped() {
        return new Row(
                statementId, agentHash, owner, agentKey, agentName, source, groupByNow(), facts, outcome, mapped);
    }

    /** Digest of what somebody would align; empty if that is nothing. */
    String subjectHash() {
        return Subject.of(facts).map(subject -> hash(subject.id().iri())).orElse("");
    }

    static String hash(String text) {
        return AgentKey.hash(text);
    }
}
