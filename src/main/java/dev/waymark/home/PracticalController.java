package dev.waymark.home;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.home.PracticalPage.Option;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.practical.PracticalWork;
import dev.waymark.practical.PracticalWork.Draft;
import dev.waymark.practical.PracticalWork.Handed;
import dev.waymark.practical.PracticalWork.Kind;
import dev.waymark.practical.PracticalWork.Piece;
import dev.waymark.practical.PracticalWork.State;
import dev.waymark.web.Download;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Practical work of the reader: handed in, taken back, and what people said of it. */
@Controller("/home/practical")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PracticalController {

    private static final Set<String> SAID = Set.of("in", "back", "rated", "gone");

    private final Visits visits;
    private final Face face;
    private final PracticalWork work;

    PracticalController(Visits visits, Face face, PracticalWork work) {
        this.visits = visits;
        this.face = face;
        this.work = work;
    }

    @Singleton
    static final class Tab implements HomeTab {
        @Override
        public String path() {
            return "/home/practical";
        }

        @Override
        public String nameKey() {
            return "practical.tab";
        }

        @Override
        public int order() {
            return 40;
        }
    }

    @Get
    HttpResponse<String> see(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        return visits.of(session)
                .map(visit -> show(
                        request,
                        visit,
                        HttpStatus.OK,
                        said.filter(SAID::contains)
                                .map(what -> "practical.said." + what)
                                .orElse(""),
                        "",
                        Entered.NOTHING))
                .orElseGet(() -> face.nobody(request, session));
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> handIn(
            HttpRequest<?> request,
            LtiSession session,
            @Nullable @Part("competency") String competency,
            @Nullable @Part("tier") String tier,
            @Nullable @Part("title") String title,
            @Nullable @Part("kind") String kind,
            @Nullable @Part("link") String link,
            @Nullable @Part("text") String text,
            @Nullable @Part("file") CompletedFileUpload file) {
        return visits.of(session)
                .map(visit -> {
                    Optional<CompetencyId> known = visit.configuration().framework().competencies().stream()
                            .filter(id -> id.value().equals(competency))
                            .findFirst();
                    Optional<Tier> asked = Arrays.stream(Tier.values())
                            .filter(each -> Integer.toString(each.level()).equals(tier))
                            .findFirst();
                    Optional<Kind> as = Arrays.stream(Kind.values())
                            .filter(each -> each.name().equals(kind))
                            .findFirst();
                    var entered = new Entered(or(competency), or(tier), or(title), or(kind), or(link), or(text));
                    if (known.isEmpty() || asked.isEmpty() || as.isEmpty()) {
                        return show(
                                request,
                                visit,
                                HttpStatus.UNPROCESSABLE_ENTITY,
                                "",
                                "practical.wrong.incomplete",
                                entered);
                    }
                    var draft = new Draft(
                            known.get(),
                            asked.get(),
                            entered.title(),
                            as.get(),
                            as.get() == Kind.LINK ? entered.link() : entered.text(),
                            file == null ? "" : file.getFilename(),
                            bytes(file));
                    return switch (work.handIn(visit.tenant(), visit.id(), visit.course(), draft, visit.now())) {
                        case Handed.In in -> face.seeOther(session, "/home/practical?said=in");
                        case Handed.Refused refused ->
                            show(
                                    request,
                                    visit,
                                    HttpStatus.UNPROCESSABLE_ENTITY,
                                    "",
                                    "practical.wrong."
                                            + refused.why()
                                                    .name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', '-'),
                                    entered);
                    };
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    /** What somebody typed, as it came. */
    private record Entered(String competency, String tier, String title, String kind, String link, String text) {
        static final Entered NOTHING = new Entered("", "3", "", "LINK", "", "");
    }

    private static String or(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    /** A file that the reader handed in, as a download: whatever it holds, it is never shown inside a page. */
    @Get(uri = "/file", produces = MediaType.ALL)
    HttpResponse<?> file(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> piece) {
        Optional<Visit> visit = visits.of(session);
        if (visit.isEmpty()) {
            return face.nobody(request, session);
        }
        Visit here = visit.get();
        return work.of(here.tenant(), here.id(), here.course()).stream()
                .filter(each -> piece.filter(each.id()::equals).isPresent())
                .findFirst()
                .flatMap(own -> work.file(here.tenant(), here.course(), own.id())
                        .<HttpResponse<?>>map(body -> Download.of(body, own.fileName())))
                .orElseGet(() -> face.seeOther(session, "/home/practical?said=gone"));
    }

    private static byte[] bytes(@Nullable CompletedFileUpload file) {
        try {
            return file == null ? new byte[0] : file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the file did not come whole", e);
        }
    }

    @Post("/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> withdraw(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> new Form(fields)
                        .one("piece")
                        .filter(id -> work.withdraw(visit.tenant(), visit.id(), visit.course(), id, visit.now()))
                        .isPresent())
                .map(gone -> face.seeOther(session, "/home/practical?said=" + (gone ? "back" : "rated")))
                .orElseGet(() -> face.nobody(request, session));
    }

    private HttpResponse<String> show(
            HttpRequest<?> request, Visit visit, HttpStatus status, String said, String wrong, Entered entered) {
        var page = new PracticalPage(
                said,
                wrong,
                visit.csrf(),
                visit.link("/home/practical"),
                visit.link("/home/practical/withdraw"),
                visit.configuration().framework().competencies().stream()
                        .map(each -> new Option(
                                each.value(),
                                visit.naming().competency(each),
                                each.value().equals(entered.competency())))
                        .toList(),
                Arrays.stream(Tier.values())
                        .map(each -> new Option(
                                Integer.toString(each.level()),
                                visit.naming().numbered(each),
                                Integer.toString(each.level()).equals(entered.tier())))
                        .toList(),
                Arrays.stream(Kind.values())
                        .map(each -> new Option(
                                each.name(),
                                visit.text("practical.kind." + each.name().toLowerCase(Locale.ROOT)),
                                each.name().equals(entered.kind())))
                        .toList(),
                new PracticalPage.Typed(entered.title(), entered.link(), entered.text()),
                work.of(visit.tenant(), visit.id(), visit.course()).stream()
                        .map(piece -> line(visit, piece))
                        .toList());
        return face.show(request, visit.session(), status, "/home/practical", "practical", page);
    }

    private static PracticalPage.Line line(Visit visit, Piece piece) {
        boolean rated = piece.state() == State.RATED;
        String state = rated
                ? piece.result()
                        .map(tier -> visit.text(
                                "practical.state.rated", visit.naming().numbered(tier)))
                        .orElseGet(() -> visit.text("practical.state.none"))
                : visit.text("practical.state.waits", piece.ratings().size(), piece.raters());
        boolean known =
                visit.configuration().framework().competencies().stream().anyMatch(piece.competency()::equals);
        return new PracticalPage.Line(
                piece.id(),
                piece.title(),
                visit.text(
                        "practical.for",
                        visit.naming().numbered(piece.tier()),
                        known
                                ? visit.naming().competency(piece.competency())
                                : piece.competency().value()),
                piece.kind() == Kind.FILE ? piece.fileName() : piece.said(),
                switch (piece.kind()) {
                    case LINK -> piece.said();
                    case FILE -> visit.link("/home/practical/file?piece=" + piece.id());
                    case TEXT -> "";
                },
                visit.words().moment(piece.handedAt()),
                state,
                rated
                        ? piece.ratings().stream()
                                .map(each -> each.remark())
                                .filter(text -> !text.isBlank())
                                .toList()
                        : java.util.List.of(),
                piece.ratings().isEmpty());
    }
}
