package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.credential.Certificates;
import dev.waymark.credential.Certificates.Certificate;
import dev.waymark.credential.Certificates.Reason;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.PersonPage.Certified;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A learner's certificates as staff of the course in which they were issued see them. */
@Singleton
final class PersonCertificates {

    private final Certificates certificates;

    PersonCertificates(Certificates certificates) {
        this.certificates = certificates;
    }

    List<Certified> of(LtiSession session, Words words, Published configuration, Learner learner) {
        return certificates.of(session.tenant(), learner.id()).stream()
                .filter(each -> each.course().equals(Optional.of(session.course())))
                .map(each -> one(words, configuration, each))
                .toList();
    }

    private Certified one(Words words, Published configuration, Certificate each) {
        String issued = words.date(words.dateOf(each.issuedAt()));
        return new Certified(
                each.id(),
                name(words, configuration, each),
                each.revocation()
                        .map(end -> words.text(
                                "certificates.revoked",
                                issued,
                                words.date(words.dateOf(end.at())),
                                reason(words, end.reason())))
                        .orElseGet(() -> each.shownName()
                                .map(name -> words.text("certificates.issued.named", issued, name))
                                .orElseGet(() -> words.text("certificates.issued", issued))),
                each.valid() ? Optional.of(certificates.address(each.id()).toString()) : Optional.empty());
    }

    static String name(Words words, Published configuration, Certificate each) {
        String skill = configuration.framework().competencies().contains(each.competency())
                ? configuration.words().competency(each.competency(), words.locale())
                : each.competency().value();
        return words.text(
                "certificates.wording.name", skill, configuration.words().tier(each.tier(), words.locale()));
    }

    static String reason(Words words, Reason reason) {
        return words.text("certificates.reason." + reason.name().toLowerCase(Locale.ROOT));
    }

    /** One that staff may give. */
    static Optional<Reason> reason(String text) {
        return offered().stream().filter(each -> each.name().equals(text)).findFirst();
    }

    static List<Option> reasons(Words words) {
        return offered().stream()
                .map(each -> new Option(each.name(), reason(words, each)))
                .toList();
    }

    private static List<Reason> offered() {
        return Arrays.asList(Reason.ERROR, Reason.EVIDENCE);
    }
}
