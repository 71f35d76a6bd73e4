package dev.waymark.home;

import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Pages;
import dev.waymark.web.Shell;
import dev.waymark.web.Shell.Tab;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sets the learner's pages into the shell, with the ways between them. */
@Singleton
final class Face {

    private static final List<String> WAYS = List.of("/home", "/home/evidence", "/home/check", "/home/choices");

    private final Pages pages;
    private final SessionLinks links;
    private final List<HomeTab> further;

    Face(Pages pages, SessionLinks links, List<HomeTab> further) {
        this.further =
                further.stream().sorted(Comparator.comparingInt(HomeTab::order)).toList();
        this.pages = pages;
        this.links = links;
    }

    /**
     * @param path of the page itself, for a window of its own
     * @param template below {@code src/main/jte/home}
     */
    HttpResponse<String> show(
            HttpRequest<?> request, LtiSession session, HttpStatus status, String path, String template, Object page) {
        if (template.equals("home")) {
            Optional<HomeTab> first =
                    further.stream().filter(each -> each.comesFirst(session)).findFirst();
            if (first.isPresent()) {
                return seeOther(session, first.get().path());
            }
        }
        Words words = pages.words(session.locale());
        String tab = template.equals("why") ? "/home" : path.startsWith("/home/check") ? "/home/check" : path;
        Shell shell = shell(request, session, words, path, words.text("home.title." + template))
                .with(Stream.concat(
                                WAYS.stream()
                                        .map(way -> new Tab(
                                                words.text("home.tab" + way.replace('/', '.')),
                                                links.to(session, way),
                                                way.equals(tab))),
                                further.stream()
                                        .map(each -> new Tab(
                                                words.text(each.nameKey()),
                                                links.to(session, each.path()),
                                                tab.startsWith(each.path()))))
                        .toList());
        return pages.page(status, "home/" + template + ".jte", Map.of("shell", shell, "page", page));
    }

    /** A kind word for somebody to whom we can show nothing. */
    HttpResponse<String> nobody(HttpRequest<?> request, LtiSession session) {
        Words words = pages.words(session.locale());
        String who = session.subject().isEmpty() ? "anonymous" : "unknown";
        Shell shell = shell(request, session, words, "/home", words.text("home." + who + ".title"));
        return pages.page(HttpStatus.OK, "home/nobody.jte", Map.of("shell", shell, "who", who));
    }

    HttpResponse<String> seeOther(LtiSession session, String path) {
        return HttpResponse.seeOther(URI.create(links.to(session, path)));
    }

    private Shell shell(HttpRequest<?> request, LtiSession session, Words words, String path, String title) {
        boolean moodle =
                session.productFamily().filter("moodle"::equalsIgnoreCase).isPresent();
        return pages.shell(Optional.of(request), words, title)
                .in(session.platformOrigin(), moodle, links.newWindow(session, path));
    }
}
