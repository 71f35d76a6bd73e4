package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.SeenActivities;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.instructor.CoursePage.Activity;
import dev.waymark.instructor.CoursePage.Shown;
import dev.waymark.learner.Learners;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Activities of this platform that statements have shown, with what they count for; those nobody has settled first. */
@Singleton
final class SeenHere {

    private static final int MOST = 100;

    private final Ledger ledger;
    private final LedgerSearch search;
    private final Learners learners;
    private final Platforms platforms;
    private final Configurations configurations;

    SeenHere(
            Ledger ledger, LedgerSearch search, Learners learners, Platforms platforms, Configurations configurations) {
        this.ledger = ledger;
        this.search = search;
        this.learners = learners;
        this.platforms = platforms;
        this.configurations = configurations;
    }

    /**
     * What this platform's own activities are, and the content that the people of this course have results on, which may
     * live anywhere. Activities of another platform of the tenant are nobody's business here.
     */
    List<SeenActivities> seen(LtiSession session) {
        String platform = withSlash(session.platformOrigin());
        String issuer = withSlash(session.issuer());
        Map<String, SeenActivities> found = new LinkedHashMap<>();
        ledger.activities(session.tenant(), MOST).stream()
                .filter(each ->
                        each.activity().startsWith(platform) || each.activity().startsWith(issuer))
                .forEach(each -> found.put(each.activity(), each));
        List<String> others = platforms.all().stream()
                .filter(each -> each.tenant().equals(session.tenant()))
                .map(each -> withSlash(each.registration().issuer()))
                .filter(each -> !each.equals(platform) && !each.equals(issuer))
                .toList();
        search
                .activitiesOf(
                        session.tenant(),
                        learners.inCourse(session.tenant(), session.course()).stream()
                                .map(Learners.Learner::id)
                                .toList(),
                        MOST)
                .stream()
                .filter(each -> others.stream().noneMatch(each.activity()::startsWith))
                .forEach(each -> found.putIfAbsent(each.activity(), each));
        return List.copyOf(found.values());
    }

    List<Activity> of(LtiSession session, Words words, Published configuration) {
        Map<ActivityId, Optional<Alignment>> settled = configurations.settled(session.tenant());
        List<Activity> all = seen(session).stream()
                .map(each -> activity(session, words, configuration, each, settled))
                .toList();
        return Stream.concat(
                        all.stream().filter(each -> !each.settled()),
                        all.stream().filter(Activity::settled))
                .toList();
    }

    Optional<Alignment> alignment(LtiSession session, SeenActivities each) {
        return configurations.alignmentOf(
                session.tenant(), new SeenActivity(new ActivityId(each.activity()), each.type(), each.name()));
    }

    private Activity activity(
            LtiSession session,
            Words words,
            Published configuration,
            SeenActivities each,
            Map<ActivityId, Optional<Alignment>> settled) {
        Optional<Alignment> alignment = alignment(session, each);
        boolean isSettled = settled.containsKey(new ActivityId(each.activity()));
        boolean suggested = alignment.filter(Alignment::suggested).isPresent();
        String state = alignment.isEmpty()
                ? words.text(isSettled ? "instructor.activity.nothing" : "instructor.activity.unknown")
                : words.text(
                        suggested ? "instructor.activity.suggested" : "instructor.activity.settled",
                        words.text("instructor.kind." + key(alignment.get().kind())),
                        words.number(alignment.get().weight(), 2));
        return new Activity(
                each.activity(),
                each.name().filter(name -> !name.isBlank()).orElse(each.activity()),
                each.type()
                        .map(type -> words.text("instructor.activity.about", tail(type), each.results()))
                        .orElseGet(() -> words.text("instructor.activity.results", each.results())),
                state,
                isSettled,
                suggested,
                alignment.stream()
                        .flatMap(found -> found.competencies().stream())
                        .map(what -> shown(words, configuration, what))
                        .toList(),
                SettleForm.rows(alignment),
                alignment.map(found -> found.kind().name()).orElse(""));
    }

    private static Shown shown(Words words, Published configuration, CompetencyTier what) {
        String tier = words.text(
                "web.tier", what.tier().level(), configuration.words().tier(what.tier(), words.locale()));
        return new Shown(
                configuration.words().competency(what.competency(), words.locale()),
                new TierMark(what.tier().level(), tier));
    }

    private static String tail(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    }

    private static String withSlash(String origin) {
        return origin.endsWith("/") ? origin : origin + "/";
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
