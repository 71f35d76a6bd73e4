package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.RatingsQuery.Show;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.practical.PracticalWork;
import dev.waymark.practical.PracticalWork.Agreement;
import dev.waymark.practical.PracticalWork.Head;
import dev.waymark.practical.PracticalWork.Kind;
import dev.waymark.practical.PracticalWork.Piece;
import dev.waymark.practical.PracticalWork.State;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the queue of practical work and its file together. */
@Singleton
final class RatingsPages {

    static final int PIECES = 25;

    private final PracticalWork work;
    private final Configurations configurations;
    private final Learners learners;
    private final Reachable reachable;
    private final CourseFace face;
    private final Clock clock;

    RatingsPages(
            PracticalWork work,
            Configurations configurations,
            Learners learners,
            Reachable reachable,
            CourseFace face,
            Clock clock) {
        this.work = work;
        this.configurations = configurations;
        this.learners = learners;
        this.reachable = reachable;
        this.face = face;
        this.clock = clock;
    }

    /** A piece, and whose it is. */
    private record Entry(Head head, Learner learner) {}

    /** @param said key of what was just done; empty for nothing */
    RatingsPage page(LtiSession session, Words words, String said, RatingsQuery query) {
        Published published = configurations.of(session.tenant(), session.course());
        String me = me(session);
        List<Entry> all = all(session, me);
        List<Entry> kept = kept(words, published, all, query, me);
        List<Entry> here = kept.stream()
                .filter(each -> query.after()
                        .filter(after -> each.head().place().compareTo(after) <= 0)
                        .isEmpty())
                .limit(PIECES + 1L)
                .toList();
        boolean more = here.size() > PIECES;
        List<Entry> shown = more ? here.subList(0, PIECES) : here;
        long waiting = all.stream()
                .filter(each ->
                        each.head().state() == State.WAITING && !each.head().mine() && !me.isEmpty() && !own(each, me))
                .count();
        return new RatingsPage(
                said,
                words.text("ratings.answer", waiting),
                agreement(words, work.agreement(session.tenant(), session.course())),
                face.csrf(session),
                face.link(session, RatingsController.PATH),
                all.isEmpty(),
                find(session, words, published, all, query, me),
                lines(session, words, published, shown, me),
                query.fields().entrySet().stream()
                        .map(each -> new ClassPage.Hidden(each.getKey(), each.getValue()))
                        .toList(),
                query.after().isPresent() || more
                        ? words.text("instructor.grades.range", shown.size(), kept.size())
                        : "",
                query.after()
                        .map(any ->
                                face.link(session, query.from(Optional.empty()).path(RatingsController.PATH, ""))),
                more
                        ? Optional.of(face.link(
                                session,
                                query.from(Optional.of(shown.getLast().head().place()))
                                        .path(RatingsController.PATH, "")))
                        : Optional.empty());
    }

    /** The same pieces in the same order, all of them. What others said while the reader must not know is not in it. */
    String csv(LtiSession session, Words words, RatingsQuery query) {
        Published published = configurations.of(session.tenant(), session.course());
        String me = me(session);
        Instant now = clock.instant();
        List<String> head = Stream.of(
                        "instructor.person",
                        "ratings.csv.title",
                        "instructor.skill",
                        "ratings.csv.tier",
                        "ratings.csv.handed",
                        "ratings.csv.days",
                        "instructor.class.show",
                        "ratings.csv.given",
                        "ratings.csv.wanted",
                        "ratings.csv.result")
                .map(words::text)
                .toList();
        List<List<String>> lines = kept(words, published, all(session, me), query, me).stream()
                .map(each -> List.of(
                        People.name(words, each.learner()),
                        each.head().title(),
                        skill(words, published, each.head().competency()),
                        Integer.toString(each.head().tier().level()),
                        each.head().handedAt().toString(),
                        each.head().state() == State.WAITING
                                ? Long.toString(Duration.between(each.head().handedAt(), now)
                                        .toDays())
                                : "",
                        words.text("ratings.csv.stands." + stands(each.head()).key()),
                        Integer.toString(each.head().given()),
                        Integer.toString(each.head().raters()),
                        each.head().state() == State.RATED
                                ? Integer.toString(level(each.head().result()))
                                : ""))
                .toList();
        return CsvFile.of(head, lines);
    }

    private static Show stands(Head head) {
        return head.state() == State.RATED ? Show.RATED : head.given() > 0 ? Show.FIRST : Show.WAITING;
    }

    private static int level(Optional<Tier> tier) {
        return tier.map(Tier::level).orElse(0);
    }

    /** Of those alone whom the session reaches. */
    private List<Entry> all(LtiSession session, String me) {
        List<Head> heads = work.queue(session.tenant(), session.course(), me);
        if (heads.isEmpty()) {
            return List.of();
        }
        Map<LearnerId, Learner> people = reachable.all(session).stream()
                .collect(Collectors.toMap(Learner::id, Function.identity(), (one, same) -> one));
        return heads.stream()
                .flatMap(head ->
                        Optional.ofNullable(people.get(head.learner())).map(person -> new Entry(head, person)).stream())
                .toList();
    }

    private List<Entry> kept(Words words, Published published, List<Entry> all, RatingsQuery query, String me) {
        Instant now = clock.instant();
        return all.stream()
                .filter(each -> query.show().keeps(each.head(), own(each, me)))
                .filter(each -> query.skill().isEmpty()
                        || each.head().competency().value().equals(query.skill()))
                .filter(each -> query.oldEnough(each.head().handedAt(), now))
                .filter(each -> query.text().isEmpty()
                        || query.finds(
                                each.head().title(),
                                each.learner().displayName().orElse(""),
                                skill(words, published, each.head().competency())))
                .toList();
    }

    private static boolean own(Entry entry, String me) {
        return entry.learner().id().toString().equals(me);
    }

    private String me(LtiSession session) {
        return session.subject()
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .map(learner -> learner.id().toString())
                .orElse("");
    }

    private RatingsPage.Find find(
            LtiSession session, Words words, Published published, List<Entry> all, RatingsQuery query, String me) {
        List<ClassPage.Choice> shows = Arrays.stream(Show.values())
                .map(show -> choice(
                        show.key(),
                        words.text(
                                "ratings.show." + show.key(),
                                all.stream()
                                        .filter(each -> show.keeps(each.head(), own(each, me)))
                                        .count()),
                        query.show().key()))
                .toList();
        List<ClassPage.Choice> skills = new ArrayList<>();
        skills.add(choice("", words.text("instructor.class.all-skills"), query.skill()));
        all.stream()
                .map(each -> each.head().competency())
                .distinct()
                .map(id -> choice(id.value(), skill(words, published, id), query.skill()))
                .sorted((one, other) ->
                        one.option().text().compareTo(other.option().text()))
                .forEach(skills::add);
        List<ClassPage.Choice> ages = RatingsQuery.AGES.stream()
                .map(days -> choice(
                        days.toString(),
                        days == 0 ? words.text("ratings.age.any") : words.text("ratings.age.days", days),
                        Integer.toString(query.days())))
                .toList();
        RatingsQuery fromStart = query.from(Optional.empty());
        return new RatingsPage.Find(
                ClassPages.carried(face.link(session, RatingsController.PATH)),
                query.text(),
                shows,
                skills,
                ages,
                query.narrows(),
                face.link(session, fromStart.path(RatingsController.PATH + "/work.csv", "")));
    }

    private static ClassPage.Choice choice(String value, String text, String chosen) {
        return new ClassPage.Choice(new Option(value, text), value.equals(chosen));
    }

    private static String skill(Words words, Published published, CompetencyId id) {
        return known(published, id) ? published.words().competency(id, words.locale()) : id.value();
    }

    private static boolean known(Published published, CompetencyId id) {
        return published.framework().competencies().contains(id);
    }

    private List<RatingsPage.Line> lines(
            LtiSession session, Words words, Published published, List<Entry> shown, String me) {
        Map<String, Learner> people =
                shown.stream().collect(Collectors.toMap(each -> each.head().id(), Entry::learner));
        return work
                .pieces(
                        session.tenant(),
                        session.course(),
                        shown.stream().map(each -> each.head().id()).toList())
                .stream()
                .flatMap(piece -> Optional.ofNullable(people.get(piece.id()))
                        .map(person -> line(session, words, published, piece, person, me))
                        .stream())
                .toList();
    }

    private static String agreement(Words words, Agreement found) {
        if (found.same().isEmpty()) {
            return words.text("ratings.agreement.few", found.pieces(), Agreement.FEW);
        }
        return found.kappa().isEmpty()
                ? words.text(
                        "ratings.agreement.same", found.pieces(), found.same().getAsInt())
                : words.text(
                        "ratings.agreement",
                        found.pieces(),
                        found.same().getAsInt(),
                        words.number(found.kappa().getAsDouble(), 2));
    }

    private RatingsPage.Line line(
            LtiSession session, Words words, Published published, Piece piece, Learner learner, String me) {
        boolean known = known(published, piece.competency());
        boolean own = learner.id().toString().equals(me);
        boolean mine = piece.ratedBy(me);
        boolean open = piece.state() == State.WAITING && !own && !mine && !me.isEmpty();
        return new RatingsPage.Line(
                piece.id(),
                People.name(words, learner),
                piece.title(),
                words.text(
                        "practical.for",
                        numbered(words, published, piece.tier()),
                        skill(words, published, piece.competency())),
                piece.kind() == Kind.TEXT ? piece.said() : "",
                piece.kind() == Kind.LINK ? piece.said() : "",
                piece.kind() == Kind.FILE ? piece.fileName() : "",
                face.link(session, RatingsController.PATH + "/file?piece=" + piece.id()),
                words.moment(piece.handedAt()),
                open,
                piece.ratings().isEmpty(),
                state(words, published, piece, own, mine),
                known && open
                        ? Arrays.stream(Tier.values())
                                .map(tier -> new RatingsPage.Level(
                                        tier.level(),
                                        numbered(words, published, tier),
                                        published.words().descriptor(piece.competency(), tier, words.locale())))
                                .toList()
                        : List.of(),
                // Blind until one has rated oneself, or everybody has.
                mine || piece.state() == State.RATED
                        ? piece.ratings().stream()
                                .map(each -> {
                                    String shown = each.shown()
                                            .map(tier -> numbered(words, published, tier))
                                            .orElseGet(() -> words.text("ratings.none"));
                                    return each.remark().isBlank()
                                            ? shown
                                            : words.text("ratings.one", shown, each.remark());
                                })
                                .toList()
                        : List.of());
    }

    private static String state(Words words, Published published, Piece piece, boolean own, boolean mine) {
        if (piece.state() == State.RATED) {
            return words.text(
                    "ratings.state.rated",
                    piece.result()
                            .map(tier -> numbered(words, published, tier))
                            .orElseGet(() -> words.text("ratings.none")));
        }
        return words.text(
                own ? "ratings.state.own" : mine ? "ratings.state.mine" : "ratings.state.open",
                piece.ratings().size(),
                piece.raters());
    }

    private static String numbered(Words words, Published published, Tier tier) {
        return words.text("web.tier", tier.level(), published.words().tier(tier, words.locale()));
    }
}
