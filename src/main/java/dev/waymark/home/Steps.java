package dev.waymark.home;

import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.home.StepView.How;
import dev.waymark.home.StepView.Start;
import dev.waymark.home.StepView.Towards;
import dev.waymark.path.Paths.Done;
import dev.waymark.web.Words.Around;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Steps of one visit, as they are shown. Only what can be started from here gets a start. */
record Steps(Visit visit) {

    /** A step ahead. The first one that nothing locks is the next. */
    StepView ahead(Step step, boolean next) {
        String state = !step.lockedBy().isEmpty() ? "locked" : next ? "now" : "later";
        Optional<String> lock = step.lockedBy().stream().findFirst().map(this::lock);
        return view(
                step.item(),
                state,
                step.minutes(),
                step.sittings(),
                Optional.of(towards(step.towards())),
                Optional.empty(),
                lock,
                new ReasonWords(visit).why(step));
    }

    StepView done(Done done) {
        int minutes = visit.configuration()
                .item(done.item())
                .map(LearningItem::minutes)
                .orElse(0);
        return view(
                done.item(),
                "done",
                minutes,
                1,
                Optional.empty(),
                Optional.of(visit.words().shortDay(done.at())),
                Optional.empty(),
                List.of());
    }

    private StepView view(
            LearningItemId id,
            String state,
            int minutes,
            int sittings,
            Optional<Towards> towards,
            Optional<String> when,
            Optional<String> lock,
            List<String> why) {
        ItemWords words = visit.naming().item(id);
        Optional<LearningItem> item = visit.configuration().item(id);
        Optional<Start> start = start(id);
        return new StepView(
                id.value(),
                words.title(),
                state,
                visit.text("home.state." + state),
                minutes == 0
                        ? ""
                        : sittings > 1
                                ? visit.text("home.step.sittings", visit.words().time(minutes), sittings)
                                : visit.words().time(minutes),
                item.map(known -> visit.naming().method(known.method())).orElse(""),
                towards,
                when,
                lock,
                why,
                start,
                words.task().isBlank() ? Optional.empty() : Optional.of(new How(words.task(), words.doneWhen())),
                visit.link("/home/why?step=" + id.value()));
    }

    /** Where an item is taken, if it can be started from here. */
    Optional<Start> start(LearningItemId id) {
        return visit.configuration()
                .item(id)
                .flatMap(item -> start(item, visit.naming().item(id)));
    }

    private Towards towards(CompetencyTier goal) {
        String competency = visit.naming().competency(goal.competency());
        Around around = visit.words().around("home.towards", competency);
        return new Towards(competency, around.before(), visit.naming().mark(goal.tier()), around.after());
    }

    private String lock(CompetencyTier missing) {
        return visit.text(
                "home.lock",
                visit.naming().competency(missing.competency()),
                visit.naming().numbered(missing.tier()));
    }

    /** An activity of the platform we are framed by, or an address on the web; nothing else is a link. */
    private Optional<Start> start(LearningItem item, ItemWords words) {
        Optional<Start> inCourse = item.activity()
                .flatMap(activity -> web(activity.iri()))
                .filter(address ->
                        originOf(address).equals(normal(visit.session().platformOrigin()))
                                || web(visit.session().issuer())
                                        .map(Steps::originOf)
                                        .filter(originOf(address)::equals)
                                        .isPresent())
                .map(address -> new Start(address.toString(), false));
        return inCourse.or(() -> words.address()
                .flatMap(address -> web(address.toString()))
                .map(address -> new Start(address.toString(), true)));
    }

    private static Optional<URI> web(String text) {
        try {
            URI address = new URI(text);
            boolean opens =
                    "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return opens && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String originOf(URI address) {
        return normal(address.getScheme() + "://" + address.getAuthority());
    }

    private static String normal(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
