package dev.waymark.admin;

import dev.waymark.evidence.LedgerSearch;
import dev.waymark.evidence.Replays;
import dev.waymark.evidence.Replays.Replay;
import dev.waymark.evidence.Replays.State;
import dev.waymark.lti.session.Form;
import dev.waymark.web.Words;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledger made anew from the statements that are kept: begun here, and how far it is. */
@Controller(ReplaysController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReplaysController {

    static final String PATH = LedgerController.PATH + "/anew";
    private static final int SHOWN = 20;
    private static final int CHOICES = 200;
    private static final Set<String> SAID = Set.of("begun", "runs", "no-source");

    private final Replays replays;
    private final LedgerSearch search;
    private final AdminPages pages;

    ReplaysController(Replays replays, LedgerSearch search, AdminPages pages) {
        this.replays = replays;
        this.search = search;
        this.pages = pages;
    }

    @Get
    HttpResponse<String> list(AdminVisit visit, @QueryValue Optional<String> said) {
        Words words = visit.words();
        List<Replay> all = replays.newest(visit.tenant(), SHOWN);
        var page = new ReplaysPage(
                said.filter(SAID::contains)
                        .map(what -> "admin.replays.said." + what)
                        .orElse(""),
                all.stream().filter(each -> !each.state().isOver()).findFirst().map(each -> running(words, each)),
                Stream.concat(
                                Stream.of(new LedgerPage.Option("", words.text("admin.replays.all"), true)),
                                search.sources(visit.tenant(), CHOICES).stream()
                                        .map(each -> new LedgerPage.Option(each, each, false)))
                        .toList(),
                all.stream()
                        .filter(each -> each.state().isOver())
                        .map(each -> line(words, each))
                        .toList(),
                PATH);
        return pages.page(visit, words.text("admin.replays.title"), "admin/replays.jte", Map.of("page", page));
    }

    /** Begins one; if one runs already, nothing is begun. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> begin(AdminVisit visit, @Nullable @Body String body) {
        Optional<String> source =
                Form.read(body == null ? "" : body).only("source").filter(text -> !text.isBlank());
        Replays.Asked asked = replays.ask(
                visit.tenant(), source, "administrator " + visit.who().id());
        return AdminPages.back(PATH + "?said="
                + switch (asked) {
                    case Replays.Asked.Begun begun -> "begun";
                    case Replays.Asked.Runs runs -> "runs";
                    case Replays.Asked.NoSource none -> "no-source";
                });
    }

    private static ReplaysPage.Running running(Words words, Replay replay) {
        return switch (replay.state()) {
            case TRYING -> new ReplaysPage.Running(words.text("admin.replays.trying"), -1);
            case READING ->
                new ReplaysPage.Running(
                        words.text(
                                "admin.replays.reading",
                                words.number(replay.read(), 0),
                                words.number(replay.statements(), 0)),
                        share(replay.read(), replay.statements()));
            case COUNTING, DONE, FAILED ->
                new ReplaysPage.Running(
                        words.text(
                                "admin.replays.counting",
                                words.number(replay.settled(), 0),
                                words.number(replay.people(), 0)),
                        share(replay.settled(), replay.people()));
        };
    }

    private static double share(long done, long of) {
        return of == 0 ? 0 : Math.min(1, (double) done / of);
    }

    private static ReplaysPage.Line line(Words words, Replay replay) {
        List<String> how = new ArrayList<>();
        if (replay.state() == State.FAILED) {
            how.add(words.text("admin.replays.failed", replay.problem().orElse("–")));
        }
        how.add(words.text("admin.replays.did", words.number(replay.read(), 0), words.number(replay.changed(), 0)));
        if (replay.used() + replay.setAside() + replay.asked() > 0) {
            how.add(words.text(
                    "admin.replays.aside",
                    words.number(replay.used(), 0),
                    words.number(replay.setAside(), 0),
                    words.number(replay.asked(), 0)));
        }
        if (replay.unreadable() > 0) {
            how.add(words.text("admin.replays.unreadable", words.number(replay.unreadable(), 0)));
        }
        return new ReplaysPage.Line(
                words.moment(replay.ended().orElse(replay.heard())),
                replay.source().orElseGet(() -> words.text("admin.replays.all")),
                replay.by(),
                how,
                replay.state() == State.FAILED);
    }
}
