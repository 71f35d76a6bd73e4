package dev.waymark.competency;

import dev.waymark.shared.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Published frameworks as a CASE provider: what an export calls by an address of ours is found there. Only for
 * organisations that have said that everybody may read theirs.
 */
public interface CaseLibrary {

    /** Versions of the standard. */
    enum Standard {
        V1_0,
        V1_1
    }

    /** What can be asked for by identifier. */
    enum Kind {
        CFDocuments,
        CFPackages,
        CFItems,
        CFItemAssociations,
        CFAssociations,
        CFRubrics,
        CFItemTypes,
        CFSubjects,
        CFConcepts,
        CFLicenses,
        CFAssociationGroupings
    }

    boolean isOpen(TenantId tenant);

    /** @param by who decides: a name of ours, no personal data */
    void open(TenantId tenant, boolean toAll, String by);

    /** The object as JSON; empty if no open organisation has it. */
    Optional<String> find(Standard standard, Kind kind, String identifier);

    /** All documents, by title. */
    Listing documents(Standard standard, int limit, int offset);

    /** @param documents each as JSON */
    record Listing(List<String> documents, int total) {
        public Listing {
            documents = List.copyOf(documents);
        }
    }
}
