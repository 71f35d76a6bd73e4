package dev.waymark.learner;

import dev.waymark.shared.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What all rooms keep of a person: to see, and to take along. */
public interface PersonalRecords {

    /** How many rows of which sort, in every room; sorts of which there is nothing are left out. */
    List<Held> held(TenantId tenant, LearnerId learner);

    /** Everything as one JSON document, written as it is read. */
    void writeJson(TenantId tenant, LearnerId learner, OutputStream to) throws IOException;

    /** Everything as a ZIP file with one CSV file for each table. */
    void writeCsv(TenantId tenant, LearnerId learner, OutputStream to) throws IOException;

    /**
     * @param what last part of the key of its words
     */
    record Held(String room, String what, long rows) {}
}
