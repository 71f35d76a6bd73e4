package dev.waymark.competency;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Frameworks in and out: files become drafts, drafts become versions, versions become files. A version never changes once it
 * is published.
 */
public interface Frameworks {

    /** The largest file that is read, bytes. */
    int LARGEST_FILE = 24 * 1024 * 1024;

    /** What a file is about. */
    enum Kind {
        /** A CASE package: a whole framework. */
        CASE,
        /** Competencies as CSV. */
        COMPETENCIES,
        /** Prerequisites as CSV. */
        PREREQUISITES,
        /** Roles and their targets as CSV. */
        ROLES,
        /** Criteria as JSON. */
        CRITERIA,
        /** Learning items as JSON, in the shape of the catalogue. */
        CATALOGUE
    }

    /**
     * A file to read.
     *
     * @param base the version or draft whose other parts stay as they are
     * @param granularity for CASE: which items become competencies; empty: as the package says, else its leaves
     */
    record Upload(Kind kind, byte[] body, String base, Optional<String> granularity) {}

    /**
     * One thing that is not as it must be.
     *
     * @param line of the file, from 1; 0 where the place is in {@code column}
     * @param column a CSV column, or the JSON Pointer of a field; empty for the whole line
     */
    record Finding(int line, String column, String expected, String found) {}

    /**
     * What a file would bring.
     *
     * @param findings what keeps it from being read; a draft is made only if there are none
     * @param notes what one should know of it
     * @param obstacles what would keep the draft from being published as it stands
     * @param granularities for CASE: which choices there are, and how many competencies each gives
     * @param changes against the base
     */
    record Report(
            List<Finding> findings,
            List<String> notes,
            List<String> obstacles,
            Map<String, Integer> granularities,
            List<Difference> changes) {}

    /** A difference between two versions. */
    record Difference(What what, Change change, String id, String before, String after) {
        public enum What {
            COMPETENCY,
            DESCRIPTION,
            CUT_SCORES,
            PREREQUISITE,
            CRITERION,
            ROLE,
            TARGET,
            ITEM
        }

        public enum Change {
            ADDED,
            REMOVED,
            CHANGED
        }
    }

    /** @param inForce true for the one that holds for the organisation */
    record Version(String version, boolean inForce, String by, Instant at) {}

    record Draft(String id, String version, String basedOn, String by, Instant at) {}

    /** What became of publishing. */
    sealed interface Publishing {
        record Published(String version) implements Publishing {}

        /** @param reasons never empty */
        record Refused(List<String> reasons) implements Publishing {}

        record NoSuchDraft() implements Publishing {}
    }

    /** What goes out. */
    enum Format {
        CASE_1_1,
        CASE_1_0,
        COMPETENCIES_CSV,
        PREREQUISITES_CSV,
        ROLES_CSV,
        CRITERIA_JSON
    }

    /** Newest first. */
    List<Version> versions(TenantId tenant);

    /** Newest first. */
    List<Draft> drafts(TenantId tenant);

    /** A dry run: nothing is kept. */
    Report check(TenantId tenant, Upload upload);

    /**
     * Keeps what a file brings as a draft: the draft that it was based on, or a new one.
     *
     * @return the draft's id; empty if the report has findings
     */
    Optional<String> keep(TenantId tenant, Upload upload, String by);

    /** What would keep a draft from being published, and how it differs from what it is based on. */
    Optional<Report> review(TenantId tenant, String draft);

    /**
     * Makes a draft a version.
     *
     * @param forAll true: it comes into force for the organisation, and everyone it concerns is counted anew; false: it may
     *     be put in force later
     */
    Publishing publish(TenantId tenant, String draft, boolean forAll, String by);

    /** Puts a published version in force for the organisation; false if there is no such version. */
    boolean putInForce(TenantId tenant, String version);

    void discard(TenantId tenant, String draft);

    /** A published version, or the framework of a draft, as a file; empty if there is none. */
    Optional<String> export(TenantId tenant, String versionOrDraft, Format format);

    /** Where the CASE item of a competency is, or would be if the organisation opened its frameworks to everybody. */
    Optional<URI> caseItem(TenantId tenant, CompetencyId competency);

    /** From one version or draft to another; empty if one of them is not there. */
    Optional<List<Difference>> differences(TenantId tenant, String from, String to);
}
