package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.evidence.LedgerSearch.Cursor;
import dev.waymark.evidence.LedgerSearch.Found;
import dev.waymark.evidence.LedgerSearch.Outcome;
import dev.waymark.evidence.LedgerSearch.Scope;
import dev.waymark.evidence.ReadingChoices;
import dev.waymark.evidence.ReadingRules;
import dev.waymark.instructor.LedgerPage.Address;
import dev.waymark.instructor.LedgerPage.Fact;
import dev.waymark.instructor.LedgerPage.One;
import dev.waymark.instructor.LedgerPage.Option;
import dev.waymark.instructor.LedgerPage.Reading;
import dev.waymark.instructor.LedgerPage.Row;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.PlainNames;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes the pages of the ledger for the staff of one course: about the people of this course and nobody else. */
@Singleton
final class LedgerPages {

    static final int ROWS = 50;
    private static final int ACTIVITIES = 200;
    private static final int CHOICES = 200;

    private final Learners learners;
    private final LedgerSearch search;
    private final ReadingChoices choices;
    private final SeenHere seenHere;
    private final Configurations configurations;
    private final SessionLinks links;

    LedgerPages(
            Learners learners,
            LedgerSearch search,
            ReadingChoices choices,
            SeenHere seenHere,
            Configurations configurations,
            SessionLinks links) {
        this.learners = learners;
        this.search = search;
        this.choices = choices;
        this.seenHere = seenHere;
        this.configurations = configurations;
        this.links = links;
    }

    /**
     * What was asked for, as it came; what cannot be read asks for nothing.
     *
     * @param became as {@link Outcome#named} reads it
     * @param verb the last word of its IRI
     */
    record Asked(
            String person,
            String activity,
            String became,
            String source,
            String verb,
            String from,
            String until,
            String after) {}

    LedgerPage page(LtiSession session, Words words, Asked asked) {
        List<Learner> people = learners.inCourse(session.tenant(), session.course());
        List<Learner> wanted = people.stream()
                .filter(each -> asked.person().isEmpty() || each.id().toString().equals(asked.person()))
                .toList();
        LedgerSearch.Page found = search.find(
                session.tenant(),
                new LedgerSearch.Query(
                        new Scope.People(wanted.stream().map(Learner::id).toList()),
                        Optional.of(asked.activity())
                                .filter(text -> !text.isBlank())
                                .map(ActivityId::new),
                        Outcome.named(asked.became()),
                        Optional.of(asked.source()).filter(text -> !text.isEmpty()),
                        Optional.of(asked.verb()).filter(text -> !text.isEmpty()),
                        day(asked.from()),
                        day(asked.until()).map(day -> day.plus(1, ChronoUnit.DAYS)),
                        Cursor.read(asked.after()),
                        ROWS));
        Map<String, String> names = names(people);
        Published configuration = configurations.of(session.tenant(), session.course());
        return new LedgerPage(
                links.to(session, "/course/ledger"),
                peopleOptions(words, people, asked.person()),
                activityOptions(session, words, asked.activity()),
                outcomeOptions(words, asked.became()),
                options(
                        words,
                        "instructor.ledger.any-source",
                        search.sources(session.tenant(), CHOICES),
                        asked.source(),
                        UnaryOperator.identity()),
                options(
                        words,
                        "instructor.ledger.any-verb",
                        search.verbs(session.tenant(), CHOICES),
                        asked.verb(),
                        new PlainNames(words)::verb),
                asked.from(),
                asked.until(),
                found.entries().stream()
                        .map(each -> row(session, words, configuration, names, each))
                        .toList(),
                found.older().map(cursor -> href(session, asked, cursor.text())),
                asked.after().isEmpty() ? Optional.empty() : Optional.of(href(session, asked, "")),
                session.may(Right.CONFIGURE) ? Optional.of(links.to(session, ResultsPages.PATH)) : Optional.empty());
    }

    /** Empty if it is no statement of the people of this course. */
    Optional<One> one(LtiSession session, Words words, String statement, Optional<String> said) {
        List<Learner> people = learners.inCourse(session.tenant(), session.course());
        Optional<Found> found = find(session, people, statement);
        return found.map(each -> {
            Published configuration = configurations.of(session.tenant(), session.course());
            Optional<ActivityId> subject = each.subject().map(about -> new ActivityId(about.activity()));
            return new One(
                    links.csrf(session),
                    links.to(session, "/course/ledger"),
                    said.map(words::text),
                    row(session, words, configuration, names(people), each),
                    facts(session, words, new StatementNames(words, configuration.words()), each),
                    addresses(words, each),
                    WhatCounts.sentence(words, each),
                    WhatCounts.ways(session, links, words, each),
                    subject.filter(any -> WhatCounts.canBeSettled(session, each))
                            .map(any -> links.to(session, WhatCounts.ACTIVITIES)),
                    subject.filter(any -> WhatCounts.canBeMended(session, each))
                            .map(about -> reading(session, words, about, statement)));
        });
    }

    /** What a statement of the people of this course belongs to. */
    Optional<ActivityId> subject(LtiSession session, String statement) {
        return find(session, learners.inCourse(session.tenant(), session.course()), statement)
                .flatMap(Found::subject)
                .map(each -> new ActivityId(each.activity()));
    }

    private Optional<Found> find(LtiSession session, List<Learner> people, String statement) {
        return search.one(
                session.tenant(),
                new Scope.People(people.stream().map(Learner::id).toList()),
                statement);
    }

    private Reading reading(LtiSession session, Words words, ActivityId about, String statement) {
        ReadingChoice now = choices.latest(session.tenant(), about)
                .map(ReadingChoices.Decision::choice)
                .orElse(ReadingChoice.AS_RULED);
        return new Reading(
                links.to(session, "/course/ledger/reading"),
                statement,
                Arrays.stream(ScaledRange.values())
                        .map(each -> new Option(
                                each.name(),
                                words.text("instructor.ledger.do.scaled." + key(each)),
                                each == now.scaled()))
                        .toList(),
                now.successCounts(),
                now.asAWhole());
    }

    private static List<Address> addresses(Words words, Found found) {
        List<Address> all = new ArrayList<>();
        all.add(address(words, "verb", found.entry().verb()));
        found.entry().activity().ifPresent(iri -> all.add(address(words, "object", iri)));
        found.subject().ifPresent(about -> all.add(address(words, "subject", about.activity())));
        all.add(address(words, "id", found.entry().statement().value()));
        return List.copyOf(all);
    }

    private static Address address(Words words, String key, String value) {
        return new Address(words.text("instructor.ledger.one." + key), value);
    }

    private List<Fact> facts(LtiSession session, Words words, StatementNames plain, Found found) {
        List<Fact> facts = new ArrayList<>();
        var entry = found.entry();
        facts.add(fact(words, "verb", plain.verb(entry.verb())));
        facts.add(fact(words, "object", plain.what(entry)));
        found.subject()
                .ifPresent(about ->
                        facts.add(fact(words, "subject", plain.activity(Optional.of(about.activity()), about.name()))));
        facts.add(fact(words, "lrs", entry.source()));
        facts.add(fact(words, "stored", words.moment(entry.stored())));
        facts.add(fact(words, "source", words.text("instructor.ledger.source." + found.sourceKind())));
        facts.add(fact(
                words,
                "rule",
                found.rule()
                        .filter(rule -> ReadingRules.saying(rule).isPresent())
                        .map(rule -> words.text("instructor.rule." + rule))
                        .orElseGet(() -> words.text("instructor.ledger.one.verb-alone"))));
        if (entry.outcome() instanceof Mapped.Ignored ignored) {
            ignored.inFavourOf()
                    .filter(other -> !other.equals(entry.statement()))
                    .ifPresent(other -> facts.add(new Fact(
                            words.text("instructor.ledger.one.instead"),
                            search.one(
                                            session.tenant(),
                                            new Scope.People(
                                                    found.learner().stream().toList()),
                                            other.value())
                                    .map(plain::what)
                                    .orElseGet(other::value),
                            Optional.of(links.to(session, "/course/ledger/" + other.value())))));
        }
        return facts;
    }

    private static Fact fact(Words words, String key, String value) {
        return new Fact(words.text("instructor.ledger.one." + key), value, Optional.empty());
    }

    private Row row(LtiSession session, Words words, Published configuration, Map<String, String> names, Found found) {
        var entry = found.entry();
        var plain = new StatementNames(words, configuration.words());
        Optional<Mapped.Counted> counted =
                entry.outcome() instanceof Mapped.Counted it ? Optional.of(it) : Optional.empty();
        return new Row(
                found.learner()
                        .map(learner -> names.getOrDefault(learner.toString(), learner.toString()))
                        .orElseGet(() -> words.text("web.account.other")),
                plain.what(found),
                plain.verb(entry.verb()),
                words.moment(entry.experienced()),
                counted.map(it -> seen(words, it.evidence().observation())).orElse("–"),
                counted.map(it -> counts(words, configuration, it.evidence())).orElse(List.of()),
                note(words, entry.outcome()),
                counted.filter(Mapped.Counted::suggested).isPresent(),
                links.to(session, "/course/ledger/" + entry.statement().value()));
    }

    private static List<String> counts(Words words, Published configuration, Evidence evidence) {
        return evidence.competencies().stream()
                .map(each -> words.text(
                        "instructor.ledger.counts",
                        configuration.words().competency(each.competency(), words.locale()) + " "
                                + each.tier().level(),
                        words.number(evidence.weight(), 2)))
                .toList();
    }

    private static String seen(Words words, Observation observation) {
        return switch (observation) {
            case Observation.Answer it ->
                words.text(it.correct() ? "instructor.ledger.seen.right" : "instructor.ledger.seen.wrong");
            case Observation.Score it -> words.text("instructor.ledger.seen.score", words.percent(it.share()));
            case Observation.PassFail it ->
                words.text(it.passed() ? "instructor.ledger.seen.passed" : "instructor.ledger.seen.failed");
            case Observation.Exposure it -> words.text("instructor.ledger.seen.exposure");
            case Observation.PracticalRating it ->
                words.text("instructor.ledger.seen.practical", words.percent(it.share()));
            case Observation.SelfRating it -> words.text("instructor.ledger.seen.other");
            case Observation.PeerRating it -> words.text("instructor.ledger.seen.other");
            case Observation.ImportedBadge it -> words.text("instructor.ledger.seen.other");
            case Observation.OnTheJob it -> words.text("instructor.ledger.seen.other");
        };
    }

    private static String note(Words words, Mapped outcome) {
        return switch (outcome) {
            case Mapped.Ignored it -> words.text("instructor.why-not." + key(it.why()));
            case Mapped.Counted it ->
                it.note()
                        .map(note -> words.text("instructor.ledger.note." + key(note)))
                        .orElse("");
        };
    }

    private static Map<String, String> names(List<Learner> people) {
        Map<String, String> names = new LinkedHashMap<>();
        people.forEach(each -> names.put(
                each.id().toString(), each.displayName().orElse(each.id().toString())));
        return names;
    }

    private static List<Option> peopleOptions(Words words, List<Learner> people, String chosen) {
        return Stream.concat(
                        Stream.of(new Option("", words.text("instructor.ledger.everybody"), chosen.isEmpty())),
                        names(people).entrySet().stream()
                                .map(each -> new Option(
                                        each.getKey(),
                                        each.getValue(),
                                        each.getKey().equals(chosen))))
                .toList();
    }

    private List<Option> activityOptions(LtiSession session, Words words, String chosen) {
        return Stream.concat(
                        Stream.of(new Option("", words.text("instructor.ledger.any-activity"), chosen.isEmpty())),
                        seenHere.seen(session).stream()
                                .limit(ACTIVITIES)
                                .map(each -> new Option(
                                        each.activity(),
                                        new PlainNames(words)
                                                .activity(
                                                        Optional.of(each.activity()),
                                                        each.name(),
                                                        any -> Optional.empty()),
                                        each.activity().equals(chosen))))
                .toList();
    }

    private static List<Option> outcomeOptions(Words words, String chosen) {
        Stream<Option> wide = Stream.of("others", "counted", "ignored", "all")
                .map(each -> new Option(each, words.text("instructor.ledger." + each), each.equals(chosen)));
        Stream<Option> reasons = Arrays.stream(Mapped.Why.values())
                .map(why -> new Option(
                        Outcome.nameOf(why),
                        words.text("instructor.why-not." + key(why)),
                        Outcome.nameOf(why).equals(chosen)));
        return Stream.concat(wide, reasons).toList();
    }

    /** All there are, and what was asked for even if it is none of them. */
    private static List<Option> options(
            Words words, String any, List<String> all, String chosen, UnaryOperator<String> named) {
        Stream<String> unknown = chosen.isEmpty() || all.contains(chosen) ? Stream.empty() : Stream.of(chosen);
        return Stream.concat(
                        Stream.of(new Option("", words.text(any), chosen.isEmpty())),
                        Stream.concat(all.stream(), unknown)
                                .map(each -> new Option(each, named.apply(each), each.equals(chosen))))
                .toList();
    }

    private static Optional<Instant> day(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private String href(LtiSession session, Asked asked, String after) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("person", asked.person());
        fields.put("activity", asked.activity());
        fields.put("became", asked.became());
        fields.put("source", asked.source());
        fields.put("verb", asked.verb());
        fields.put("from", asked.from());
        fields.put("until", asked.until());
        fields.put("after", after);
        StringBuilder query = new StringBuilder();
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return links.to(session, "/course/ledger" + query);
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
