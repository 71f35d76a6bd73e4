package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.credential.Certificates;
import dev.waymark.credential.Certificates.Certificate;
import dev.waymark.credential.Certificates.Revocation;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.mastery.Overrides;
import dev.waymark.path.WhatIf;
import dev.waymark.path.WhatIf.Decision;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What staff of a course did about one learner: who, when, what, before, after and why. Read from what the rooms keep. */
@Singleton
final class PersonLog {

    private final Overrides overrides;
    private final WhatIf whatIf;
    private final Learners learners;
    private final Certificates certificates;

    PersonLog(Overrides overrides, WhatIf whatIf, Learners learners, Certificates certificates) {
        this.certificates = certificates;
        this.overrides = overrides;
        this.whatIf = whatIf;
        this.learners = learners;
    }

    private record Act(Instant at, String sentence) {}

    /** Newest first. */
    List<String> of(LtiSession session, Words words, Published configuration, Learner learner) {
        List<Act> acts = new ArrayList<>();
        for (Overrides.Override each : overrides.of(session.tenant(), learner.id(), session.course())) {
            String skill = configuration.framework().competencies().contains(each.competency())
                    ? configuration.words().competency(each.competency(), words.locale())
                    : each.competency().value();
            acts.add(new Act(
                    each.at(),
                    words.text(
                            "instructor.person.log.set",
                            words.text(
                                    "instructor.person.note.head",
                                    who(session, words, each.by()),
                                    words.moment(each.at())),
                            skill,
                            each.before()
                                    .map(tier -> PersonPages.numbered(words, configuration, tier))
                                    .orElseGet(() -> words.text("instructor.person.not-known")),
                            PersonPages.numbered(words, configuration, each.tier()),
                            words.day(words.dateOf(each.until())),
                            each.reason())));
            each.end()
                    .filter(end -> !end.why().isEmpty())
                    .ifPresent(end -> acts.add(new Act(
                            end.at(),
                            words.text(
                                    "instructor.person.log.withdrawn",
                                    words.moment(end.at()),
                                    who(session, words, end.by()),
                                    skill,
                                    PersonPages.numbered(words, configuration, each.tier()),
                                    end.why()))));
        }
        List<Decision> decisions = whatIf.decisions(session.tenant(), learner.id(), session.course());
        for (int i = 0; i < decisions.size(); i++) {
            Decision each = decisions.get(i);
            acts.add(new Act(
                    each.at(),
                    words.text(
                            "instructor.person.log.path",
                            words.moment(each.at()),
                            who(session, words, each.who()),
                            changes(words, configuration, each, i + 1 < decisions.size() ? decisions.get(i + 1) : null),
                            each.reason())));
        }
        for (Certificate each : certificates.of(session.tenant(), learner.id())) {
            if (each.course().equals(Optional.of(session.course()))) {
                String name = PersonCertificates.name(words, configuration, each);
                acts.add(new Act(
                        each.issuedAt(),
                        words.text("certificates.staff.log.issued", words.moment(each.issuedAt()), name)));
                each.revocation().ifPresent(end -> acts.add(new Act(end.at(), revoked(session, words, name, end))));
            }
        }
        return acts.stream()
                .sorted(Comparator.comparing(Act::at).reversed())
                .map(Act::sentence)
                .toList();
    }

    private String revoked(LtiSession session, Words words, String name, Revocation end) {
        return end.by().isEmpty()
                ? words.text("certificates.staff.log.withdrawn", words.moment(end.at()), name)
                : words.text(
                        "certificates.staff.log.revoked",
                        words.moment(end.at()),
                        who(session, words, end.by()),
                        name,
                        PersonCertificates.reason(words, end.reason()),
                        end.remark());
    }

    private static String changes(
            Words words, Published configuration, Decision now, @org.jspecify.annotations.Nullable Decision before) {
        Set<LearningItemId> pinnedBefore =
                before == null ? Set.of() : before.what().choices().pinned();
        Set<LearningItemId> waivedBefore =
                before == null ? Set.of() : before.what().choices().waived();
        List<String> parts = new ArrayList<>();
        list(words, configuration, "pinned", now.what().choices().pinned(), pinnedBefore, parts);
        list(
                words,
                configuration,
                "unpinned",
                pinnedBefore,
                now.what().choices().pinned(),
                parts);
        list(words, configuration, "waived", now.what().choices().waived(), waivedBefore, parts);
        list(
                words,
                configuration,
                "unwaived",
                waivedBefore,
                now.what().choices().waived(),
                parts);
        return parts.isEmpty() ? words.text("instructor.person.log.other") : String.join("; ", parts);
    }

    private static void list(
            Words words,
            Published configuration,
            String key,
            Set<LearningItemId> these,
            Set<LearningItemId> without,
            List<String> parts) {
        Set<LearningItemId> fresh = new TreeSet<>(these);
        fresh.removeAll(without);
        if (!fresh.isEmpty()) {
            parts.add(words.text(
                    "instructor.person.log." + key,
                    fresh.stream()
                            .map(id -> PersonPages.title(words, configuration, id))
                            .collect(Collectors.joining(", "))));
        }
    }

    /** The name of whoever did it, if they are known; else that it was staff. */
    String who(LtiSession session, Words words, String by) {
        return by.matches("[0-9a-f-]{36}")
                ? learners.find(session.tenant(), LearnerId.of(by))
                        .map(found -> People.name(words, found))
                        .orElseGet(() -> words.text("instructor.person.log.staff"))
                : words.text("instructor.person.log.staff");
    }
}
