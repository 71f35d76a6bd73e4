package dev.waymark.home;

import dev.waymark.credential.Certificates;
import dev.waymark.credential.Certificates.Held;
import dev.waymark.credential.Certificates.Lack;
import dev.waymark.credential.Certificates.Reach;
import dev.waymark.credential.Issuers;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.home.HomePage.Attainable;
import dev.waymark.home.HomePage.News;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says which certificate can be had now, and for which only practical work is missing. Two questions to the database. */
@Singleton
final class CertificateWords implements CertificateOutlook {

    private static final String PAGE = "/home/certificates";
    private static final int MOST = 3;

    private final Certificates certificates;
    private final Issuers issuers;

    CertificateWords(Certificates certificates, Issuers issuers) {
        this.certificates = certificates;
        this.issuers = issuers;
    }

    @Override
    public Found of(Visit visit, Instant since) {
        Certificates.Outlook outlook = certificates.outlook(visit.tenant(), visit.id(), visit.course(), visit.now());
        List<News> news = outlook.had().stream()
                .filter(each -> each.revocation()
                        .filter(revoked ->
                                revoked.at().isAfter(since) && !revoked.by().isEmpty())
                        .isPresent())
                .map(each -> revoked(visit, each))
                .toList();
        if (issuers.of(visit.tenant()).isEmpty()) {
            return new Found(List.of(), news);
        }
        Stream<Attainable> ready = outlook.reach().stream()
                .flatMap(each -> each.offered().map(tier -> ready(visit, each.competency(), tier)).stream());
        Stream<Attainable> nearly = outlook.reach().stream()
                .filter(each ->
                        each.known() && each.offered().isEmpty() && each.lacks().equals(Set.of(Lack.PRACTICAL)))
                .map(each -> nearly(visit, each));
        return new Found(Stream.concat(ready, nearly).limit(MOST).toList(), news);
    }

    private static Attainable ready(Visit visit, CompetencyId competency, Tier tier) {
        return new Attainable(
                visit.text(
                        "home.certificate.ready",
                        visit.naming().numbered(tier),
                        visit.naming().competency(competency)),
                visit.text("home.certificate.get"),
                visit.link(PAGE));
    }

    private static Attainable nearly(Visit visit, Reach reach) {
        return new Attainable(
                visit.text(
                        "home.certificate.practical",
                        visit.naming().numbered(reach.goal()),
                        visit.naming().competency(reach.competency())),
                visit.text("home.certificate.hand"),
                visit.link("/home/practical"));
    }

    private static News revoked(Visit visit, Held each) {
        boolean known = visit.configuration().framework().competencies().contains(each.competency());
        return new News(
                visit.text("home.news.revoked"),
                visit.text(
                        "home.news.revoked-on",
                        visit.naming().numbered(each.tier()),
                        known
                                ? visit.naming().competency(each.competency())
                                : each.competency().value(),
                        visit.words()
                                .shortDay(each.revocation()
                                        .map(Certificates.Revocation::at)
                                        .orElse(visit.now()))),
                visit.link(PAGE));
    }
}
