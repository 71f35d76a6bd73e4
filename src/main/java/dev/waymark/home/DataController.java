package dev.waymark.home;

import dev.waymark.learner.Erasures;
import dev.waymark.learner.PersonalRecords;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept about the reader: to see, to take along, and to have erased. Nobody's but their own. */
@Controller("/home/data")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DataController {

    private static final Logger LOG = LoggerFactory.getLogger(DataController.class);
    private static final Set<String> SAID = Set.of("asked", "kept", "too-late", "busy");

    /** A slow reader holds a connection to the database for as long as it reads. */
    private static final int AT_ONCE = 4;

    private static final int PIPE = 64 * 1024;

    private final Visits visits;
    private final Face face;
    private final DataPages pages;
    private final PersonalRecords records;
    private final Erasures erasures;
    private final Semaphore exports = new Semaphore(AT_ONCE);

    DataController(Visits visits, Face face, DataPages pages, PersonalRecords records, Erasures erasures) {
        this.visits = visits;
        this.face = face;
        this.pages = pages;
        this.records = records;
        this.erasures = erasures;
    }

    @Singleton
    static final class Tab implements HomeTab {

        private final Erasures erasures;

        Tab(Erasures erasures) {
            this.erasures = erasures;
        }

        @Override
        public String path() {
            return "/home/data";
        }

        @Override
        public String nameKey() {
            return "data.tab";
        }

        @Override
        public int order() {
            return 50;
        }

        /** That their data were erased is the first thing that somebody who comes again reads. */
        @Override
        public boolean comesFirst(LtiSession session) {
            return session.subject()
                    .flatMap(subject -> erasures.past(session.tenant(), session.registration(), subject))
                    .filter(past -> !past.told())
                    .isPresent();
        }
    }

    @Get
    HttpResponse<String> see(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        return visits.of(session)
                .map(visit -> show(
                        request,
                        visit,
                        HttpStatus.OK,
                        said.filter(SAID::contains).orElse("")))
                .orElseGet(() -> face.nobody(request, session));
    }

    private HttpResponse<String> show(HttpRequest<?> request, Visit visit, HttpStatus status, String said) {
        DataPage page = pages.page(visit, said);
        HttpResponse<String> answer = face.show(request, visit.session(), status, "/home/data", "data", page);
        visit.session()
                .subject()
                .filter(subject -> page.past().isPresent())
                .ifPresent(
                        subject -> erasures.told(visit.tenant(), visit.session().registration(), subject, visit.now()));
        return answer;
    }

    @Get(uri = "/export.json", produces = MediaType.ALL)
    HttpResponse<?> json(HttpRequest<?> request, LtiSession session) {
        return export(
                request,
                session,
                "application/json",
                "waymark-my-data.json",
                (visit, to) -> records.writeJson(visit.tenant(), visit.id(), to));
    }

    @Get(uri = "/export.zip", produces = MediaType.ALL)
    HttpResponse<?> csv(HttpRequest<?> request, LtiSession session) {
        return export(
                request,
                session,
                "application/zip",
                "waymark-my-data.zip",
                (visit, to) -> records.writeCsv(visit.tenant(), visit.id(), to));
    }

    @Post("/erase")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> erase(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        var form = new Form(fields);
        return visits.of(session)
                .map(visit -> {
                    if (form.one("sure").filter("yes"::equals).isEmpty()) {
                        return show(request, visit, HttpStatus.UNPROCESSABLE_ENTITY, "unsure");
                    }
                    erasures.ask(visit.tenant(), visit.id(), form.one("reason").orElse(""), visit.now());
                    return face.seeOther(session, "/home/data?said=asked");
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    @Post("/keep")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> keep(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> erasures.withdraw(visit.tenant(), visit.id(), visit.now()) ? "kept" : "too-late")
                .map(said -> face.seeOther(session, "/home/data?said=" + said))
                .orElseGet(() -> face.nobody(request, session));
    }

    @FunctionalInterface
    private interface Writing {
        void write(Visit visit, OutputStream to) throws IOException;
    }

    private HttpResponse<?> export(
            HttpRequest<?> request, LtiSession session, String type, String name, Writing writing) {
        Optional<Visit> visit = visits.of(session);
        if (visit.isEmpty()) {
            return face.nobody(request, session);
        }
        if (!exports.tryAcquire()) {
            return face.seeOther(session, "/home/data?said=busy");
        }
        try {
            var from = new PipedInputStream(PIPE);
            var to = new PipedOutputStream(from);
            Thread.ofVirtual().name("export").start(() -> {
                try (to) {
                    writing.write(visit.get(), to);
                } catch (IOException e) {
                    LOG.debug("an export was not read to its end");
                } catch (RuntimeException e) {
                    LOG.error("an export broke off", e);
                } finally {
                    exports.release();
                }
            });
            return HttpResponse.ok(new StreamedFile(from, MediaType.of(type)).attach(name))
                    .header("Cache-Control", "no-store")
                    .header("X-Content-Type-Options", "nosniff");
        } catch (IOException e) {
            exports.release();
            throw new UncheckedIOException(e);
        }
    }
}
