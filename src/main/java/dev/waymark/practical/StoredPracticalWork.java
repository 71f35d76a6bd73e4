package dev.waymark.practical;

import dev.waymark.engine.diagnose.RaterAgreement;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.evidence.OwnObservations.Own;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.NameBasedUuid;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In tables. Two people who rate one piece at once wait for each other. */
@Singleton
class StoredPracticalWork implements PracticalWork {

    private static final String SCORED = "http://adlnet.gov/expapi/verbs/scored";
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_LINK = 2_000;
    private static final int LONGEST_REMARK = 4_000;

    /** So far apart, two ratings are no answer. */
    private static final int APART = 2;

    private static final int LEVELS = 5;

    private final PieceRows rows;
    private final QueueRows queue;
    private final OwnObservations own;

    StoredPracticalWork(PieceRows rows, QueueRows queue, OwnObservations own) {
        this.rows = rows;
        this.queue = queue;
        this.own = own;
    }

    @Override
    @Transactional
    public Handed handIn(TenantId tenant, LearnerId learner, CourseId course, Draft draft, Instant at) {
        Optional<Why> wrong = wrong(draft);
        if (wrong.isPresent()) {
            return new Handed.Refused(wrong.get());
        }
        long waiting = rows.of(tenant, learner, course).stream()
                .filter(each -> each.state() == State.WAITING)
                .count();
        if (waiting >= MOST_WAITING) {
            return new Handed.Refused(Why.TOO_MANY);
        }
        return new Handed.In(keep(tenant, learner, course, draft, "", at));
    }

    @Override
    @Transactional
    public Handed replace(TenantId tenant, LearnerId learner, CourseId course, String piece, Draft draft, Instant at) {
        Optional<Why> wrong = wrong(draft);
        if (wrong.isPresent()) {
            return new Handed.Refused(wrong.get());
        }
        Optional<Piece> before = rows.one(tenant, course, piece, true)
                .filter(each -> each.learner().equals(learner) && each.untouched());
        if (before.isEmpty()) {
            return new Handed.Refused(Why.CANNOT_BE_REPLACED);
        }
        if (versionsBefore(tenant, before.get(), course).size() + 2 > MOST_VERSIONS) {
            return new Handed.Refused(Why.TOO_MANY_VERSIONS);
        }
        rows.replaced(tenant, course, piece, at);
        return new Handed.In(keep(tenant, learner, course, draft, piece, at));
    }

    /** Ids of the versions before this one, newest first. */
    private List<String> versionsBefore(TenantId tenant, Piece piece, CourseId course) {
        if (piece.replaces().isEmpty()) {
            return List.of();
        }
        Map<String, Piece> all = rows.replacedOf(tenant, piece.learner(), course).stream()
                .collect(Collectors.toMap(Piece::id, each -> each));
        List<String> found = new ArrayList<>();
        Optional<String> next = piece.replaces();
        while (next.isPresent()) {
            found.add(next.get());
            next = Optional.ofNullable(all.get(next.get())).flatMap(Piece::replaces);
        }
        return found;
    }

    private String keep(TenantId tenant, LearnerId learner, CourseId course, Draft draft, String replaces, Instant at) {
        boolean file = draft.kind() == Kind.FILE;
        String id = UUID.randomUUID().toString();
        String title = draft.title().strip();
        rows.insert(
                tenant,
                id,
                learner,
                course,
                new Draft(
                        draft.competency(),
                        draft.tier(),
                        title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE),
                        draft.kind(),
                        file ? "" : draft.said().strip(),
                        file ? FileKind.plain(draft.fileName()) : "",
                        file ? draft.body() : new byte[0]),
                file
                        ? FileKind.of(draft.fileName(), draft.body())
                                .map(FileKind::mediaType)
                                .orElse("")
                        : "",
                replaces,
                at);
        return id;
    }

    private static Optional<Why> wrong(Draft draft) {
        if (draft.title().isBlank()) {
            return Optional.of(Why.NO_TITLE);
        }
        return switch (draft.kind()) {
            case LINK -> https(draft.said().strip()) ? Optional.empty() : Optional.of(Why.NO_LINK);
            case TEXT ->
                draft.said().isBlank() || draft.said().length() > LONGEST_TEXT
                        ? Optional.of(Why.NO_TEXT)
                        : Optional.empty();
            case FILE -> {
                if (draft.body().length == 0) {
                    yield Optional.of(Why.NO_FILE);
                }
                if (draft.body().length > LARGEST_FILE) {
                    yield Optional.of(Why.FILE_TOO_LARGE);
                }
                yield FileKind.of(draft.fileName(), draft.body()).isEmpty()
                        ? Optional.of(Why.FILE_OF_ANOTHER_KIND)
                        : Optional.empty();
            }
        };
    }

    private static boolean https(String text) {
        try {
            var address = new URI(text);
            return text.length() <= LONGEST_LINK
                    && "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    @Transactional
    public boolean withdraw(TenantId tenant, LearnerId learner, CourseId course, String piece, Instant at) {
        Optional<Piece> found = rows.one(tenant, course, piece, true)
                .filter(each -> each.learner().equals(learner) && each.untouched());
        if (found.isEmpty()) {
            return false;
        }
        rows.withdraw(tenant, learner, course, piece, at);
        versionsBefore(tenant, found.get(), course).forEach(each -> rows.withdraw(tenant, learner, course, each, at));
        return true;
    }

    @Override
    @Transactional
    public List<Piece> replaced(TenantId tenant, LearnerId learner, CourseId course) {
        return rows.replacedOf(tenant, learner, course);
    }

    @Override
    @Transactional
    public List<Piece> of(TenantId tenant, LearnerId learner, CourseId course) {
        return rows.of(tenant, learner, course);
    }

    @Override
    @Transactional
    public List<Head> queue(TenantId tenant, CourseId course, String rater) {
        return queue.heads(tenant, course, rater).stream().sorted(Head.ORDER).toList();
    }

    @Override
    @Transactional
    public List<Piece> pieces(TenantId tenant, CourseId course, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return rows.some(tenant, course, ids).stream()
                .sorted(Comparator.comparingInt(each -> ids.indexOf(each.id())))
                .toList();
    }

    @Override
    @Transactional
    public Optional<Piece> piece(TenantId tenant, CourseId course, String piece) {
        return rows.one(tenant, course, piece, false);
    }

    @Override
    @Transactional
    public Optional<byte[]> file(TenantId tenant, CourseId course, String piece) {
        return rows.file(tenant, course, piece);
    }

    @Override
    @Transactional
    public Rated rate(
            TenantId tenant,
            CourseId course,
            String piece,
            LearnerId rater,
            Optional<Tier> shown,
            String remark,
            boolean second,
            Instant at) {
        Optional<Piece> found = rows.one(tenant, course, piece, true).filter(each -> each.state() == State.WAITING);
        if (found.isEmpty()) {
            return Rated.GONE;
        }
        if (found.get().learner().equals(rater)) {
            return Rated.OWN_WORK;
        }
        if (found.get().ratedBy(rater.toString())) {
            return Rated.RATED_ALREADY;
        }
        List<Rating> before = found.get().ratings();
        String said = remark.strip();
        rows.rate(
                tenant,
                piece,
                before.size() + 1,
                rater,
                level(shown),
                said.length() <= LONGEST_REMARK ? said : said.substring(0, LONGEST_REMARK),
                at);
        List<Integer> levels = Stream.concat(before.stream().map(each -> level(each.shown())), Stream.of(level(shown)))
                .toList();
        int wanted = before.isEmpty() && second ? 2 : found.get().raters();
        if (levels.size() == 2 && Math.abs(levels.get(0) - levels.get(1)) >= APART) {
            wanted = 3;
        }
        if (levels.size() < wanted) {
            rows.settle(tenant, piece, wanted, Optional.empty(), at);
            return Rated.WAITS_FOR_ANOTHER;
        }
        int result = middle(levels);
        rows.settle(tenant, piece, wanted, Optional.of(result), at);
        own.enter(tenant, found.get().learner(), List.of(evidence(tenant, found.get(), result, at)));
        return Rated.COUNTS;
    }

    /** Of two the lower. */
    private static int middle(List<Integer> levels) {
        List<Integer> sorted = levels.stream().sorted().collect(Collectors.toList());
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** Work that shows more than it was handed in for counts where it stands; less, as a share of what was to be shown. */
    private static Own evidence(TenantId tenant, Piece piece, int result, Instant at) {
        int level = Math.max(piece.tier().level(), result);
        var id = NameBasedUuid.of(NameBasedUuid.WAYMARK, "practical", tenant.toString(), piece.id());
        return new Own(
                new Evidence(
                        new EvidenceId(id.toString()),
                        at,
                        at,
                        new ActivityId(ACTIVITY + piece.id()),
                        new TreeSet<>(Set.of(new CompetencyTier(piece.competency(), Tier.ofLevel(level)))),
                        1,
                        new Observation.PracticalRating((double) result / level)),
                SCORED,
                piece.title(),
                Optional.of("practical/" + piece.id()));
    }

    private static int level(Optional<Tier> shown) {
        return shown.map(Tier::level).orElse(0);
    }

    @Override
    @Transactional
    public Agreement agreement(TenantId tenant, CourseId course) {
        List<RaterAgreement.Pair> pairs = rows.pairs(tenant, course);
        if (pairs.size() < Agreement.FEW) {
            return new Agreement(pairs.size(), OptionalInt.empty(), OptionalDouble.empty());
        }
        int same =
                (int) pairs.stream().filter(each -> each.one() == each.other()).count();
        return new Agreement(pairs.size(), OptionalInt.of(same), RaterAgreement.quadraticKappa(pairs, LEVELS));
    }
}
