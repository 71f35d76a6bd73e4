package dev.waymark.lrs;

import dev.waymark.lrs.SourceDraft.Complaint;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an administrator enters sources and changes them. Secrets are sealed on their way in and never come out again. */
@Singleton
public class SourceBook {

    /** What became of a draft. */
    public sealed interface Entered {
        record Kept(String source) implements Entered {}

        record Refused(List<Complaint> complaints) implements Entered {
            public Refused {
                complaints = List.copyOf(complaints);
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SourceBook.class);
    private static final int NAME_LENGTH = 100;

    private final SourceRows rows;
    private final LrsSources sources;
    private final SecretBox box;
    private final Clock clock;

    SourceBook(SourceRows rows, LrsSources sources, SecretBox box, Clock clock) {
        this.rows = rows;
        this.sources = sources;
        this.box = box;
        this.clock = clock;
    }

    /** The one of the environment first. */
    public List<Source> all(TenantId tenant) {
        Stream<Source> environment = sources
                .environment(tenant)
                .map(lrs -> new Source(
                        lrs.source(),
                        lrs.source(),
                        Optional.of(lrs.statements()),
                        lrs.authorization().isEmpty() ? Source.Authorization.NONE : Source.Authorization.BASIC,
                        "",
                        lrs.version(),
                        lrs.pace(),
                        lrs.takesOurs(),
                        true,
                        true))
                .stream();
        return Stream.concat(environment, rows.of(tenant).stream().map(kept -> source(tenant, kept)))
                .toList();
    }

    public Optional<Source> find(TenantId tenant, String name) {
        return all(tenant).stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private Source source(TenantId tenant, SourceRows.Kept kept) {
        return new Source(
                kept.source(),
                kept.label(),
                kept.address().isEmpty() ? Optional.empty() : Optional.of(kept.uri()),
                kept.authorization(),
                kept.user(),
                kept.version(),
                kept.pace(),
                kept.takesOurs(),
                false,
                kept.sealed().isEmpty()
                        || box.open(LrsSources.sealedFor(tenant, kept.source()), kept.sealed())
                                .isPresent());
    }

    /**
     * Enters a new source.
     *
     * @param by who did it, for the log: a name of ours, no personal data
     */
    public Entered add(TenantId tenant, SourceDraft draft, String by) {
        List<Complaint> complaints = draft.complaints(false);
        if (!complaints.isEmpty()) {
            return new Entered.Refused(complaints);
        }
        Optional<URI> address = draft.statements();
        if (address.isPresent()
                && all(tenant).stream().anyMatch(each -> each.address().equals(address))) {
            return new Entered.Refused(List.of(Complaint.ADDRESS_TAKEN));
        }
        String plain = address.map(Lrs::nameOf).orElse("push: " + draft.label());
        for (int n = 1; n < 1000; n++) {
            String end = n == 1 ? "" : " (" + n + ")";
            String name = plain.substring(0, Math.min(NAME_LENGTH - end.length(), plain.length())) + end;
            boolean taken = all(tenant).stream().anyMatch(each -> each.name().equals(name));
            if (!taken && rows.insert(tenant, kept(tenant, name, draft, ""), clock.instant())) {
                LOG.info("{} entered the source {} of tenant {}", by, name, tenant);
                return new Entered.Kept(name);
            }
        }
        return new Entered.Refused(List.of(Complaint.ADDRESS_TAKEN));
    }

    /**
     * Changes a source that was entered here. A secret goes to no other host than the one it was entered for: with
     * another address it has to be entered again.
     */
    public Entered change(TenantId tenant, String name, SourceDraft draft, String by) {
        Optional<SourceRows.Kept> before = rows.of(tenant).stream()
                .filter(each -> each.source().equals(name))
                .findFirst();
        if (before.isEmpty()) {
            return new Entered.Refused(List.of(Complaint.ADDRESS_IS_NONE));
        }
        SourceRows.Kept old = before.get();
        String address = draft.statements().map(URI::toString).orElse("");
        boolean keepsSecret = !old.sealed().isEmpty()
                && old.authorization() == draft.authorization()
                && sameOrigin(old.address(), address);
        List<Complaint> complaints = draft.complaints(keepsSecret);
        if (!complaints.isEmpty()) {
            return new Entered.Refused(complaints);
        }
        boolean taken = !address.isEmpty()
                && all(tenant).stream()
                        .anyMatch(each -> !each.name().equals(name)
                                && each.address().map(URI::toString).equals(Optional.of(address)));
        if (taken) {
            return new Entered.Refused(List.of(Complaint.ADDRESS_TAKEN));
        }
        rows.update(tenant, kept(tenant, name, draft, keepsSecret ? old.sealed() : ""), clock.instant());
        LOG.info("{} changed the source {} of tenant {}", by, name, tenant);
        return new Entered.Kept(name);
    }

    /** The source as it is read, to try it out; empty if its secret cannot be opened, or it only pushes. */
    public Optional<Lrs> asItIs(TenantId tenant, String name) {
        return sources.of(tenant).stream()
                .filter(each -> each.source().equals(name))
                .findFirst();
    }

    /** The draft as an LRS to try out, with the secret that is there where the draft has none; empty if it is not sound. */
    public Optional<Lrs> trial(TenantId tenant, Optional<String> name, SourceDraft draft) {
        Optional<SourceRows.Kept> before = rows.of(tenant).stream()
                .filter(each -> name.equals(Optional.of(each.source())))
                .findFirst();
        String address = draft.statements().map(URI::toString).orElse("");
        String sealed = before.filter(
                        old -> sameOrigin(old.address(), address) && old.authorization() == draft.authorization())
                .map(SourceRows.Kept::sealed)
                .orElse("");
        if (address.isEmpty() || !draft.complaints(!sealed.isEmpty()).isEmpty()) {
            return Optional.empty();
        }
        return sources.opened(tenant, kept(tenant, name.orElse(""), draft, sealed));
    }

    private SourceRows.Kept kept(TenantId tenant, String name, SourceDraft draft, String sealedBefore) {
        String sealed = draft.authorization() == Source.Authorization.NONE
                ? ""
                : draft.secret().isBlank()
                        ? sealedBefore
                        : box.seal(LrsSources.sealedFor(tenant, name), draft.secret());
        return new SourceRows.Kept(
                name,
                draft.label().strip(),
                draft.statements().map(URI::toString).orElse(""),
                draft.authorization(),
                draft.user().strip(),
                sealed,
                draft.version(),
                draft.pace(),
                draft.takesOurs());
    }

    private static boolean sameOrigin(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        URI a = URI.create(one);
        URI b = URI.create(other);
        return a.getScheme().equals(b.getScheme()) && a.getRawAuthority().equalsIgnoreCase(b.getRawAuthority());
    }
}
