package dev.waymark.credential;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.credential.Certificates.Reason;
import dev.waymark.credential.Certificates.Revocation;
import dev.waymark.shared.Person;
import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What this room keeps about people: what was certified of them. At an erasure it is revoked, and the entry that says so stays
 * without a name: whoever was given the certificate must still be told.
 */
@Singleton
class CredentialPersonalData implements PersonalData {

    private final CertificateRows rows;

    CredentialPersonalData(CertificateRows rows) {
        this.rows = rows;
    }

    @Override
    public String room() {
        return "credential";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                ofLearner(
                                "credential_certificate",
                                "learner",
                                "certificates",
                                "certificate",
                                "course",
                                "competency",
                                "tier",
                                "shown_name",
                                "jwt",
                                "@issued_at",
                                "@revoked_at",
                                "reason",
                                "remark")
                        .cared(),
                actsOf("credential_certificate", "revoked_by", "certificate", "reason", "@revoked_at"));
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "credential_issuer", "under which names organisations issue",
                "credential_key", "keys of organisations");
    }

    @Override
    public Map<String, Long> takeLeave(Person person, Instant at) {
        long revoked =
                rows.revokeAllOf(person.tenant(), person.learner(), new Revocation(at, Reason.WITHDRAWN, "", ""));
        return revoked == 0 ? Map.of() : Map.of("revoked", revoked);
    }

    @Override
    public long eraseFurther(Person person) {
        return rows.makeNameless(person.tenant(), person.learner());
    }
}
