package dev.waymark.instructor;

import dev.waymark.learner.Learners;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Pages;
import dev.waymark.web.RefusalPages;
import dev.waymark.web.RefusalPages.Refusal;
import dev.waymark.web.Shell;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets the staff's pages into the shell, with the ways between them, and sends others away. */
@Singleton
final class CourseFace {

    private final Learners learners;
    private final SessionLinks links;
    private final Pages pages;
    private final RefusalPages refusals;

    CourseFace(Learners learners, SessionLinks links, Pages pages, RefusalPages refusals) {
        this.learners = learners;
        this.links = links;
        this.pages = pages;
        this.refusals = refusals;
    }

    Words words(LtiSession session) {
        return pages.words(session.locale());
    }

    String link(LtiSession session, String path) {
        return links.to(session, path);
    }

    String csrf(LtiSession session) {
        return links.csrf(session);
    }

    /**
     * @param path of the page itself, for a window of its own
     * @param template below {@code src/main/jte/instructor}
     */
    HttpResponse<String> show(
            HttpRequest<?> request, LtiSession session, String path, String title, String template, Object page) {
        return show(request, session, path, title, template, page, Map.of());
    }

    /** @param more what the template takes besides the shell and the page */
    HttpResponse<String> show(
            HttpRequest<?> request,
            LtiSession session,
            String path,
            String title,
            String template,
            Object page,
            Map<String, Object> more) {
        return show(HttpStatus.OK, request, session, path, title, template, page, more);
    }

    HttpResponse<String> show(
            HttpStatus status,
            HttpRequest<?> request,
            LtiSession session,
            String path,
            String title,
            String template,
            Object page,
            Map<String, Object> more) {
        Words words = words(session);
        boolean moodle =
                session.productFamily().filter("moodle"::equalsIgnoreCase).isPresent();
        Shell shell = pages.shell(Optional.of(request), words, title)
                .in(session.platformOrigin(), moodle, links.newWindow(session, path))
                .with(tabs(session, words, path));
        Map<String, Object> all = new HashMap<>(more);
        all.put("shell", shell);
        all.put("page", page);
        return pages.page(status, "instructor/" + template + ".jte", all);
    }

    List<Shell.Tab> tabs(LtiSession session, Words words, String here) {
        return CourseTabs.of(session, links, words, here);
    }

    HttpResponse<String> seeOther(LtiSession session, String path) {
        return HttpResponse.seeOther(URI.create(links.to(session, path)));
    }

    /** Our name for the person who says so; if we have none, the course. */
    String by(LtiSession session) {
        return session.subject()
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .map(known -> known.id().toString())
                .orElseGet(() -> "staff of " + session.course().key());
    }

    HttpResponse<String> notStaff(LtiSession session) {
        return refused(session, HttpStatus.FORBIDDEN, "instructor.refused", "WM-STAFF");
    }

    HttpResponse<String> refused(LtiSession session, HttpStatus status, String key, String code) {
        Words words = words(session);
        return refusals.render(new Refusal(
                status,
                words.locale(),
                words.text(key + ".title"),
                words.text(key + ".text"),
                code,
                List.of(words.text(key + ".detail")),
                session.returnUrl(),
                Optional.empty()));
    }
}
