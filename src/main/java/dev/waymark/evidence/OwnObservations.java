package dev.waymark.evidence;

import dev.waymark.engine.model.Evidence;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * What Waymark itself saw: self-ratings, answers to its own questions. Entries of the ledger with no statement behind them;
 * they count as evidence like any other, are shown with their reason, and are the learner's to have erased.
 */
public interface OwnObservations {

    /** The source of such entries, where others name an LRS. */
    String SOURCE = "waymark";

    /**
     * @param evidence its id is made from what it is, so that saying it twice says it once
     * @param verb IRI of what the learner did
     * @param name of what it was done with, for people
     * @param slot what a newer observation takes the place of: the older one is kept, and no longer counts; empty if each
     *     counts by itself
     */
    record Own(Evidence evidence, String verb, String name, Optional<String> slot) {
        public Own {
            if (evidence.id().value().length() > 64 || slot.orElse("").length() > 200) {
                throw new IllegalArgumentException("an observation's id has up to 64 characters and its slot up to 200,"
                        + " found " + evidence.id() + " and " + slot);
            }
        }
    }

    /**
     * Enters observations, each once: one whose id is known already changes nothing. Publishes {@link
     * Ledger.EvidenceChanged} in the same transaction if anything is new.
     *
     * @return how many were new
     */
    int enter(TenantId tenant, LearnerId learner, List<Own> observations);

    /** Those that count, oldest experience first. */
    List<Own> counted(TenantId tenant, LearnerId learner);

    /**
     * Removes all observations of a learner.
     *
     * @return how many there were
     */
    int erase(TenantId tenant, LearnerId learner);
}
