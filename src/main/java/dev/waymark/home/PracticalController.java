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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Practical work of the reader: handed in, taken back, and what people said of it. */
@Controller("/home/practical")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PracticalController {

    private static final Set<String> SAID = Set.of("in", "replaced", "back", "rated", "gone");

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
    HttpResponse<String> see(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> said,
            @QueryValue Optional<String> replace) {
        return visits.of(session)
                .map(visit -> show(
                        request,
                        visit,
                        HttpStatus.OK,
                        said.filter(SAID::contains)
                                .map(what -> "practical.said." + what)
                                .orElse(""),
                        "",
                        replace.flatMap(id -> untouched(visit, id))
                                .map(PracticalController::again)
                                .orElse(Entered.NOTHING)))
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
            @Nullable @Part("replaces") String replaces,
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
                    var entered = new Entered(
                            or(competency), or(tier), or(title), or(kind), or(link), or(text), or(replaces));
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
                    boolean anew = entered.replaces().isEmpty();
                    Handed handed = anew
                            ? work.handIn(visit.tenant(), visit.id(), visit.course(), draft, visit.now())
                            : work.replace(
                                    visit.tenant(), visit.id(), visit.course(), entered.replaces(), draft, visit.now());
                    return switch (handed) {
                        case Handed.In in ->
                            face.seeOther(session, "/home/practical?said=" + (anew ? "in" : "replaced"));
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
    private record Entered(
            String competency, String tier, String title, String kind, String link, String text, String replaces) {
        static final Entered NOTHING = new Entered("", "3", "", "LINK", "", "", "");
    }

    /** The form as it was filled in for a piece that is to be replaced; a file has to be chosen again. */
    private static Entered again(Piece piece) {
        return new Entered(
                piece.competency().value(),
                Integer.toString(piece.tier().level()),
                piece.title(),
                piece.kind().name(),
                piece.kind() == Kind.LINK ? piece.said() : "",
                piece.kind() == Kind.TEXT ? piece.said() : "",
                piece.id());
    }

    private Optional<Piece> untouched(Visit visit, String id) {
        return work.of(visit.tenant(), visit.id(), visit.course()).stream()
                .filter(each -> each.id().equals(id) && each.untouched())
                .findFirst();
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
        return Stream.concat(
                        work.of(here.tenant(), here.id(), here.course()).stream(),
                        work.replaced(here.tenant(), here.id(), here.course()).stream())
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
        List<Piece> pieces = work.of(visit.tenant(), visit.id(), visit.course());
        Optional<Piece> replacing = pieces.stream()
                .filter(each -> each.id().equals(entered.replaces()) && each.untouched())
                .findFirst();
        Map<String, Piece> before =
                pieces.stream().allMatch(each -> each.replaces().isEmpty())
                        ? Map.of()
                        : work.replaced(visit.tenant(), visit.id(), visit.course()).stream()
                                .collect(Collectors.toMap(Piece::id, each -> each));
        var page = new PracticalPage(
                said,
                wrong,
                visit.csrf(),
                visit.link("/home/practical"),
                replacing.map(Piece::id).orElse(""),
                replacing
                        .map(each -> visit.text("practical.replace-title", each.title()))
                        .orElseGet(() -> visit.text("practical.hand")),
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
                pieces.stream()
                        .map(piece -> line(visit, piece, earlier(visit, piece, before)))
                        .toList());
        return face.show(request, visit.session(), status, "/home/practical", "practical", page);
    }

    private static List<PracticalPage.Earlier> earlier(Visit visit, Piece piece, Map<String, Piece> before) {
        List<PracticalPage.Earlier> all = new ArrayList<>();
        Optional<Piece> next = piece.replaces().map(before::get);
        while (next.isPresent()) {
            Piece each = next.get();
            all.add(new PracticalPage.Earlier(
                    each.title(), visit.words().moment(each.handedAt()), saidOf(each), linkOf(visit, each)));
            next = each.replaces().map(before::get);
        }
        return all;
    }

    private static String saidOf(Piece piece) {
        return piece.kind() == Kind.FILE ? piece.fileName() : piece.said();
    }

    private static String linkOf(Visit visit, Piece piece) {
        return switch (piece.kind()) {
            case LINK -> piece.said();
            case FILE -> visit.link("/home/practical/file?piece=" + piece.id());
            case TEXT -> "";
        };
    }

    private static PracticalPage.Line line(Visit visit, Piece piece, List<PracticalPage.Earlier> earlier) {
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
                saidOf(piece),
                linkOf(visit, piece),
                visit.words().moment(piece.handedAt()),
                state,
                rated
                        ? piece.ratings().stream()
                                .map(each -> each.remark())
                                .filter(text -> !text.isBlank())
                                .toList()
                        : List.of(),
                piece.untouched() ? visit.link("/home/practical?replace=" + piece.id()) + "#hand" : "",
                earlier);
    }
}
