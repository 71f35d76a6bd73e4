package dev.waymark.admin;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.evidence.LedgerSearch.Found;
import dev.waymark.web.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What would make a statement count that does not: a sentence for each reason, and where an administrator can do something,
 * where or how. Every reason has its answer here; the compiler asks for that of a new one.
 */
final class ToCount {

    private static final String ACCOUNTS = "/admin/accounts";

    private final Words words;
    private final Found found;
    private final List<String> takenBackBy;

    /**
     * @param takenBackBy statements that took it back
     */
    ToCount(Words words, Found found, List<String> takenBackBy) {
        this.words = words;
        this.found = found;
        this.takenBackBy = List.copyOf(takenBackBy);
    }

    /** Empty if it counts for somebody. */
    Optional<LedgerPage.Answer> answer() {
        Optional<LedgerPage.Link> link = linkable();
        if (found.entry().outcome() instanceof Mapped.Ignored ignored) {
            return Optional.of(new LedgerPage.Answer(
                    sentences(words.text("instructor.to-count." + LedgerSearch.Outcome.nameOf(ignored.why()))),
                    ways(ignored),
                    link,
                    ignored.why() == Why.SUCCESS_WITHOUT_MARK && found.subject().isPresent()));
        }
        return found.learner().isPresent()
                ? Optional.empty()
                : Optional.of(new LedgerPage.Answer(sentences(), List.of(), link, false));
    }

    private List<String> sentences(String... because) {
        List<String> all = new ArrayList<>(List.of(because));
        if (found.learner().isEmpty()) {
            all.add(words.text(isGroup() ? "admin.ledger.to.group" : "admin.ledger.to.nobody"));
        }
        return all;
    }

    private boolean isGroup() {
        return found.agentKey().startsWith("GROUP ");
    }

    /** Whom to link, if nobody is and somebody can be. */
    private Optional<LedgerPage.Link> linkable() {
        return found.learner().isPresent() || isGroup()
                ? Optional.empty()
                : Optional.of(new LedgerPage.Link(AccountsController.shown(found.agentKey()), found.agentKey()));
    }

    private List<LedgerPage.Link> ways(Mapped.Ignored ignored) {
        List<LedgerPage.Link> ways = new ArrayList<>();
        ignored.inFavourOf()
                .filter(other -> !other.equals(found.entry().statement()))
                .map(EvidenceId::value)
                .ifPresent(other -> way(ways, "instructor.to-count.instead", LedgerController.PATH + "/" + other));
        switch (ignored.why()) {
            case VOIDED ->
                takenBackBy.forEach(each -> way(ways, "admin.ledger.to.voiding", LedgerController.PATH + "/" + each));
            case NO_RESULT_YET, NOTHING_TO_READ -> {
                sameActivity(ways);
                source(ways);
            }
            case SCORE_OUT_OF_RANGE -> source(ways);
            case ACTOR_IS_TEACHER -> accounts(ways);
            case NOT_ALIGNED,
                    PART_OF_ATTEMPT,
                    DUPLICATE,
                    SUPERSEDED,
                    COMPLETION_TAKEN_BACK,
                    SUCCESS_WITHOUT_MARK,
                    DERIVED,
                    WAIVED,
                    SEEN_TOO_LITTLE,
                    LEFT_OUT -> sameActivity(ways);
            case NOT_ABOUT_LEARNING, OBJECT_NOT_AN_ACTIVITY, OUR_OWN, OPINION, VERB_UNKNOWN -> {
                // Nothing of it is anybody's to do.
            }
        }
        return ways;
    }

    private void sameActivity(List<LedgerPage.Link> ways) {
        found.subject()
                .ifPresent(about -> way(
                        ways,
                        "admin.ledger.to.same-activity",
                        LedgerController.PATH + "?person="
                                + found.learner()
                                        .map(id -> encoded(id.toString()))
                                        .orElse("") + "&activity="
                                + encoded(about.activity())));
    }

    private void source(List<LedgerPage.Link> ways) {
        way(ways, "admin.ledger.to.source", SourcesController.PATH + "/one?source=" + encoded(found.lrs()));
    }

    private void accounts(List<LedgerPage.Link> ways) {
        found.learner()
                .ifPresent(id -> way(
                        ways, "admin.ledger.to.accounts", ACCOUNTS + "?person=" + encoded(id.toString()) + "#people"));
    }

    private void way(List<LedgerPage.Link> ways, String key, String href) {
        ways.add(new LedgerPage.Link(words.text(key), href));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
