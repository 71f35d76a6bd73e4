package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.CourseOrigins;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Draft;
import dev.waymark.competency.CourseSetups.Kept;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Version;
import dev.waymark.instructor.SetupPage.Option;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The step of a set-up at which staff choose a version of a framework; with what held before, and what is newer. */
@Singleton
final class SetupVersions {

    private static final int CHANGES = 40;

    private final CourseSetups setups;
    private final Frameworks frameworks;
    private final CourseOrigins origins;
    private final SessionLinks links;
    private final FrameworkNames names;

    SetupVersions(
            CourseSetups setups,
            Frameworks frameworks,
            CourseOrigins origins,
            SessionLinks links,
            FrameworkNames names) {
        this.names = names;
        this.origins = origins;
        this.setups = setups;
        this.frameworks = frameworks;
        this.links = links;
    }

    SetupPage.Versions versions(
            LtiSession session, Words words, CourseSetup setup, Optional<Draft> draft, Optional<Kept> published) {
        List<Version> all = frameworks.versions(session.tenant());
        boolean begun = draft.isPresent() || published.isPresent();
        return new SetupPage.Versions(
                all.stream()
                        .sorted(java.util.Comparator.comparing((Version each) -> !each.inForce()))
                        .map(each -> new SetupPage.VersionOffer(
                                each.version(),
                                names.of(session.tenant(), words, each.version()),
                                about(session, words, each),
                                begun ? each.version().equals(setup.framework()) : each.inForce()))
                        .toList(),
                setup.library(),
                links.to(session, FrameworksPages.PATH),
                Arrays.stream(new String[] {"CASE", "COMPETENCIES"})
                        .map(kind -> new Option(
                                kind,
                                words.text("frameworks.kind." + kind.toLowerCase(Locale.ROOT)),
                                kind.equals("CASE")))
                        .toList(),
                links.to(session, FrameworksPages.PATH + "/check"),
                Optional.empty(),
                update(session, words, setup, all, begun),
                setups.history(session.tenant(), session.course()).stream()
                        .map(each -> new SetupPage.Past(
                                Long.toString(each.number()),
                                words.text(
                                        "setup.past",
                                        each.number(),
                                        words.moment(each.at()),
                                        names.of(
                                                session.tenant(),
                                                words,
                                                each.setup().framework())),
                                published.filter(each::equals).isPresent()))
                        .toList(),
                links.to(session, SetupPages.PATH + "/again"),
                origins.offer(session.tenant(), session.course())
                        .map(offer -> new SetupPage.Earlier(
                                words.text(
                                        "setup.copy.answer",
                                        names.of(
                                                session.tenant(),
                                                words,
                                                offer.kept().setup().framework()),
                                        offer.kept().setup().roles().size(),
                                        offer.kept().setup().pieces().size(),
                                        words.moment(offer.kept().at())),
                                links.to(session, SetupPages.PATH + "/copy"))));
    }

    private String about(LtiSession session, Words words, Version version) {
        Published it = setups.content(session.tenant(), setups.plain(session.tenant(), version.version()));
        return words.text(
                version.inForce() ? "setup.version.in-force" : "setup.version.other",
                it.framework().competencies().size(),
                it.roles().size(),
                it.items().size(),
                words.moment(version.at()));
    }

    /** The newest version of the course's own framework, if the course has an older one. */
    private Optional<SetupPage.Update> update(
            LtiSession session, Words words, CourseSetup setup, List<Version> all, boolean begun) {
        if (!begun) {
            return Optional.empty();
        }
        String family = setup.framework().replaceAll("/.*", "");
        Optional<Version> own = all.stream()
                .filter(each -> each.version().equals(setup.framework()))
                .findFirst();
        return all.stream()
                .filter(each -> each.version().replaceAll("/.*", "").equals(family))
                .filter(each -> own.filter(it -> each.at().isAfter(it.at())).isPresent())
                .findFirst()
                .map(newer -> {
                    var differences = frameworks
                            .differences(session.tenant(), setup.framework(), newer.version())
                            .orElse(List.of());
                    return new SetupPage.Update(
                            newer.version(),
                            words.text(
                                    "setup.update",
                                    names.of(session.tenant(), words, newer.version()),
                                    differences.size()),
                            differences.stream()
                                    .limit(CHANGES)
                                    .map(each -> words.text(
                                            "setup.update.change",
                                            words.text("frameworks.what."
                                                    + each.what()
                                                            .name()
                                                            .toLowerCase(Locale.ROOT)
                                                            .replace('_', '-')),
                                            each.id(),
                                            words.text("frameworks.change."
                                                    + each.change().name().toLowerCase(Locale.ROOT)),
                                            each.before().isEmpty() ? "–" : each.before(),
                                            each.after().isEmpty() ? "–" : each.after()))
                                    .toList(),
                            links.to(session, SetupPages.PATH + "/update"));
                });
    }
}
