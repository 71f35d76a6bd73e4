package dev.waymark.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import dev.waymark.competency.Configurations;
import dev.waymark.competency.Frameworks;
import dev.waymark.credential.Issuers.Issuer;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** In tables. What is issued in one organisation is issued one by one. */
@Singleton
class StoredCertificates implements Certificates {

    /** So that no list is ever searched long for a free bit: no more than half of one is used. */
    private static final int OF_ONE_LIST = StatusList.LENGTH / 2;

    /** Of random bits. */
    private static final int ID_BYTES = 16;

    private static final int LONGEST_JWS = 64 * 1024;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CertificateRows rows;
    private final Eligibility eligibility;
    private final StoredIssuers issuers;
    private final IssuerKeys keys;
    private final Configurations configurations;
    private final Frameworks frameworks;
    private final ToolSettings settings;
    private final SecureRandom random = new SecureRandom();

    StoredCertificates(
            CertificateRows rows,
            Eligibility eligibility,
            StoredIssuers issuers,
            IssuerKeys keys,
            Configurations configurations,
            Frameworks frameworks,
            ToolSettings settings) {
        this.rows = rows;
        this.eligibility = eligibility;
        this.issuers = issuers;
        this.keys = keys;
        this.configurations = configurations;
        this.frameworks = frameworks;
        this.settings = settings;
    }

    @Override
    @Transactional
    public List<Reach> reach(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        return outlook(tenant, learner, course, now).reach();
    }

    @Override
    @Transactional
    public Outlook outlook(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        List<Certificates.Held> had = rows.held(tenant, learner);
        return new Outlook(eligibility.of(tenant, learner, course, had, now), had);
    }

    @Override
    @Transactional
    public Issued issue(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyTier what,
            Wording words,
            Optional<String> shownName,
            Instant now) {
        Optional<Issuer> issuer = issuers.of(tenant);
        if (issuer.isEmpty()) {
            return new Issued.NoIssuer();
        }
        issuers.lock(tenant, now);
        boolean offered = reach(tenant, learner, course, now).stream()
                .filter(each -> each.competency().equals(what.competency()))
                .anyMatch(each -> each.offered().equals(Optional.of(what.tier())));
        if (!offered) {
            return new Issued.NotReached();
        }
        RSAKey key = keys.signing(tenant, now);
        String id = id();
        int list = (int) (rows.tally(tenant).issued() / OF_ONE_LIST);
        int index = free(tenant, list);
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        Optional<String> name = shownName
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() <= 200 ? text : text.substring(0, 200));
        Map<String, Object> payload = OpenBadge.payload(
                address(id),
                "urn:uuid:" + UUID.randomUUID(),
                issuer.get(),
                what,
                configurations.of(tenant, course).framework().version(),
                frameworks.caseItem(tenant, what.competency()),
                words,
                name,
                new OpenBadge.Bit(listAddress(tenant, list), index),
                at);
        var made = new Certificate(
                tenant,
                id,
                Optional.of(learner),
                Optional.of(course),
                what.competency(),
                what.tier(),
                name,
                keys.sign(key, payload),
                at,
                Optional.empty());
        rows.insert(made, learner, course, key.getKeyID(), list, index);
        return new Issued.Done(made);
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private int free(TenantId tenant, int list) {
        int index = random.nextInt(StatusList.LENGTH);
        while (rows.taken(tenant, list, index)) {
            index = random.nextInt(StatusList.LENGTH);
        }
        return index;
    }

    @Override
    @Transactional
    public List<Certificate> of(TenantId tenant, LearnerId learner) {
        return rows.of(tenant, learner);
    }

    @Override
    @Transactional
    public boolean withdraw(TenantId tenant, LearnerId learner, String certificate, Instant at) {
        return rows.revoke(tenant, certificate, learner, new Revocation(at, Reason.WITHDRAWN, "", "")) == 1;
    }

    @Override
    @Transactional
    public boolean revoke(
            TenantId tenant, CourseId course, String certificate, Reason reason, String remark, String by, Instant at) {
        return rows.revoke(tenant, certificate, course, new Revocation(at, reason, cut(remark), by)) == 1;
    }

    @Override
    @Transactional
    public boolean revoke(TenantId tenant, String certificate, Reason reason, String remark, String by, Instant at) {
        return rows.revoke(tenant, certificate, new Revocation(at, reason, cut(remark), by)) == 1;
    }

    @Override
    @Transactional
    public int revokeSignedBy(TenantId tenant, String kid, String by, Instant at) {
        return rows.revokeAllSignedBy(tenant, kid, new Revocation(at, Reason.KEY, "", by));
    }

    private static String cut(String remark) {
        String said = remark.strip();
        return said.length() <= LONGEST_REMARK ? said : said.substring(0, LONGEST_REMARK);
    }

    @Override
    @Transactional
    public Tally tally(TenantId tenant) {
        return rows.tally(tenant);
    }

    @Override
    @Transactional
    public Optional<Certificate> published(String certificate) {
        return rows.published(certificate);
    }

    @Override
    @Transactional
    public Checked check(String compactJws, Instant now) {
        String text = compactJws.strip();
        if (text.length() > LONGEST_JWS) {
            return new Checked.Refused(Why.NOT_A_CREDENTIAL);
        }
        JWSObject jws;
        Map<String, Object> payload;
        try {
            jws = JWSObject.parse(text);
            payload = Optional.ofNullable(jws.getPayload().toJSONObject()).orElse(Map.of());
        } catch (ParseException e) {
            return new Checked.Refused(Why.NOT_A_CREDENTIAL);
        }
        if (payload.isEmpty()) {
            return new Checked.Refused(Why.NOT_A_CREDENTIAL);
        }
        // The key is looked for by its address and never taken from the text itself, whatever its header offers.
        Optional<RSAKey> key = Optional.ofNullable(jws.getHeader().getKeyID())
                .flatMap(keys::kidOf)
                .flatMap(keys::publicKey);
        if (key.isEmpty()) {
            return new Checked.Refused(Why.ISSUED_ELSEWHERE);
        }
        if (!JWSAlgorithm.RS256.equals(jws.getHeader().getAlgorithm()) || !verifies(jws, key.get())) {
            return new Checked.Refused(Why.SIGNATURE);
        }
        Optional<Certificate> found = Optional.of(OpenBadge.text(payload.get("jti")))
                .filter(jti -> claimsAgree(payload, now))
                .flatMap(this::idOf)
                .flatMap(rows::published);
        return found.<Checked>map(each -> each.revocation()
                        .<Checked>map(revoked -> new Checked.Revoked(each, revoked))
                        .orElseGet(() -> new Checked.Valid(each)))
                .orElseGet(() -> new Checked.Refused(Why.CLAIMS));
    }

    private static boolean verifies(JWSObject jws, RSAKey key) {
        try {
            return jws.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** OB 3.0, 8.2.6.1: each claim is there and equals what the credential says. */
    private static boolean claimsAgree(Map<String, Object> payload, Instant now) {
        Object issuer = OpenBadge.object(payload.get("issuer")).get("id");
        Object subject = OpenBadge.object(payload.get("credentialSubject")).get("id");
        if (!OpenBadge.text(payload.get("iss")).equals(issuer)
                || !OpenBadge.text(payload.get("sub")).equals(subject)
                || !OpenBadge.text(payload.get("jti")).equals(payload.get("id"))
                || !(payload.get("nbf") instanceof Number notBefore)) {
            return false;
        }
        try {
            Instant from = Instant.parse(OpenBadge.text(payload.get("validFrom")));
            return from.getEpochSecond() == notBefore.longValue() && !from.isAfter(now);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Optional<String> idOf(String address) {
        String before = address("").toString();
        return address.startsWith(before) ? Optional.of(address.substring(before.length())) : Optional.empty();
    }

    @Override
    @Transactional
    public Optional<String> statusList(TenantId tenant, int list, Instant now) {
        long issued = rows.tally(tenant).issued();
        if (list < 0 || issued == 0 || list > (issued - 1) / OF_ONE_LIST) {
            return Optional.empty();
        }
        return issuers.of(tenant)
                .map(issuer -> keys.sign(
                        keys.signing(tenant, now),
                        StatusList.payload(
                                listAddress(tenant, list),
                                issuer,
                                rows.revoked(tenant, list),
                                now.truncatedTo(ChronoUnit.SECONDS))));
    }

    private URI listAddress(TenantId tenant, int list) {
        return settings.at("/credential/status/" + tenant + "/" + list);
    }

    @Override
    public URI address(String certificate) {
        return settings.at("/credential/" + certificate);
    }

    @Override
    public Shown read(Certificate certificate) {
        return OpenBadge.read(payload(certificate));
    }

    @Override
    public String json(Certificate certificate) {
        try {
            ObjectNode credential = (ObjectNode) MAPPER.readTree(
                    JWSObject.parse(certificate.jwt()).getPayload().toString());
            return MAPPER.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(credential.remove(List.of("iss", "jti", "sub", "nbf")));
        } catch (ParseException | JsonProcessingException e) {
            throw new IllegalStateException("a credential in credential_certificate cannot be read", e);
        }
    }

    private static Map<String, Object> payload(Certificate certificate) {
        if (certificate.jwt().isEmpty()) {
            return Map.of();
        }
        try {
            return Optional.ofNullable(
                            JWSObject.parse(certificate.jwt()).getPayload().toJSONObject())
                    .orElse(Map.of());
        } catch (ParseException e) {
            throw new IllegalStateException("a credential in credential_certificate cannot be read", e);
        }
    }
}
