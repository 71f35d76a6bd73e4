package dev.waymark.admin;

import dev.waymark.learner.ErasureSettings;
import dev.waymark.learner.Erasures;
import dev.waymark.learner.Erasures.Request;
import dev.waymark.learner.Erasures.State;
import dev.waymark.learner.Learners;
import dev.waymark.lti.session.Form;
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
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who asked to have their data erased: when, by when it has to be done, when it was, and what stays elsewhere. */
@Controller(ErasureController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ErasureController {

    static final String PATH = "/admin/erasures";
    private static final int ROWS = 200;
    private static final Set<String> SAID = Set.of("begun", "none");

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "erasure.tab";
        }

        @Override
        public int order() {
            return 70;
        }
    }

    private final Erasures erasures;
    private final ErasureSettings settings;
    private final Learners learners;
    private final AdminPages pages;
    private final Clock clock;

    ErasureController(Erasures erasures, ErasureSettings settings, Learners learners, AdminPages pages, Clock clock) {
        this.erasures = erasures;
        this.settings = settings;
        this.learners = learners;
        this.pages = pages;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> list(AdminVisit visit, @QueryValue Optional<String> said) {
        List<Request> all = erasures.all(visit.tenant(), ROWS);
        long waiting = all.stream()
                .filter(each -> each.state() == State.ASKED || each.state() == State.RUNNING)
                .count();
        var page = new ErasurePage(
                said.filter(SAID::contains).map(what -> "erasure.said." + what).orElse(""),
                visit.words().text("erasure.answer", waiting),
                visit.words().text("erasure.intro", settings.within().toDays()),
                settings.backups().isZero()
                        ? visit.words().text("erasure.backups-unknown")
                        : visit.words()
                                .text("erasure.backups", settings.backups().toDays()),
                all.stream().map(each -> line(visit, each)).toList());
        return pages.page(visit, visit.words().text("erasure.title"), "admin/erasures.jte", Map.of("page", page));
    }

    @Post("/begin")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> begin(AdminVisit visit, @Nullable @Body String body) {
        boolean begun = Form.read(body == null ? "" : body)
                .only("id")
                .filter(id -> erasures.beginNow(visit.tenant(), id, clock.instant()))
                .isPresent();
        return AdminPages.back(PATH + "?said=" + (begun ? "begun" : "none"));
    }

    private ErasurePage.Line line(AdminVisit visit, Request request) {
        var words = visit.words();
        String ended = request.endedAt().map(words::moment).orElse("");
        String who = request.learner()
                .flatMap(id -> learners.find(visit.tenant(), id))
                .map(found -> found.displayName().orElse(found.id().toString()))
                .orElseGet(() -> words.text(
                        request.state() == State.WITHDRAWN ? "erasure.withdrawn-person" : "erasure.erased-person"));
        String state = switch (request.state()) {
            case ASKED -> words.text("erasure.state.asked", words.moment(request.beginsAt()));
            case RUNNING -> words.text("erasure.state.running");
            case WITHDRAWN -> words.text("erasure.state.withdrawn", ended);
            case DONE -> words.text("erasure.state.done", ended, request.rows());
        };
        return new ErasurePage.Line(
                request.id(),
                who,
                request.reason().isEmpty() ? "" : words.text("erasure.reason", request.reason()),
                words.moment(request.askedAt()),
                words.moment(request.dueAt()),
                state,
                request.state() == State.ASKED && request.beginsAt().isAfter(clock.instant()),
                request.endedAt()
                        .filter(at -> request.state() == State.DONE)
                        .map(at -> remains(visit, request, at))
                        .orElse(List.of()));
    }

    private List<String> remains(AdminVisit visit, Request request, Instant done) {
        List<String> lines = new ArrayList<>();
        request.remains().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> lines.add(visit.words().text("erasure.remains." + each.getKey(), each.getValue())));
        if (!settings.backups().isZero()) {
            lines.add(visit.words()
                    .text(
                            "erasure.remains.backup",
                            visit.words().day(visit.words().dateOf(done.plus(settings.backups())))));
        }
        return lines;
    }
}
