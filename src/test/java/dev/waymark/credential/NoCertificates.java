package dev.waymark.credential;

import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An organisation in which nobody has a certificate, for tests of pages that are about something else. */
public class NoCertificates implements Certificates {

    @Override
    public List<Reach> reach(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        return List.of();
    }

    @Override
    public Outlook outlook(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        return new Outlook(List.of(), List.of());
    }

    @Override
    public Issued issue(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyTier what,
            Wording words,
            Optional<String> shownName,
            Instant now) {
        return new Issued.NoIssuer();
    }

    @Override
    public List<Certificate> of(TenantId tenant, LearnerId learner) {
        return List.of();
    }

    @Override
    public boolean withdraw(TenantId tenant, LearnerId learner, String certificate, Instant at) {
        return false;
    }

    @Override
    public boolean revoke(
            TenantId tenant, CourseId course, String certificate, Reason reason, String remark, String by, Instant at) {
        return false;
    }

    @Override
    public boolean revoke(TenantId tenant, String certificate, Reason reason, String remark, String by, Instant at) {
        return false;
    }

    @Override
    public int revokeSignedBy(TenantId tenant, String kid, String by, Instant at) {
        return 0;
    }

    @Override
    public Tally tally(TenantId tenant) {
        return new Tally(0, 0);
    }

    @Override
    public Optional<Certificate> published(String certificate) {
        return Optional.empty();
    }

    @Override
    public Checked check(String compactJws, Instant now) {
        return new Checked.Refused(Why.NOT_A_CREDENTIAL);
    }

    @Override
    public Optional<String> statusList(TenantId tenant, int list, Instant now) {
        return Optional.empty();
    }

    @Override
    public URI address(String certificate) {
        return URI.create("https://waymark.test/credential/" + certificate);
    }

    @Override
    public Shown read(Certificate certificate) {
        throw new IllegalArgumentException("there is no certificate");
    }

    @Override
    public String json(Certificate certificate) {
        throw new IllegalArgumentException("there is no certificate");
    }
}
