package dev.waymark.admin;

import dev.waymark.web.Pages;
import dev.waymark.web.Shell;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes pages of this face: the frame around them, with all entries of the navigation. */
@Singleton
public final class AdminPages {

    private final Pages pages;
    private final List<AdminPage> entries;

    AdminPages(Pages pages, List<AdminPage> entries) {
        this.pages = pages;
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(AdminPage::order).thenComparing(AdminPage::path))
                .toList();
    }

    /**
     * A page for somebody who has signed in.
     *
     * @param title of the browser's tab
     * @param template below {@code src/main/jte}; it begins with {@code @template.admin.layout(…)} and has the parameters
     *     {@code Shell shell} and {@code AdminVisit visit} besides the given values
     */
    public MutableHttpResponse<String> page(
            AdminVisit visit, HttpStatus status, String title, String template, Map<String, Object> values) {
        String path = visit.request().getPath();
        List<Shell.Tab> tabs = entries.stream()
                .map(entry -> new Shell.Tab(
                        visit.words().text(entry.nameKey()),
                        entry.path(),
                        path.equals(entry.path()) || path.startsWith(entry.path() + "/")))
                .toList();
        Shell shell =
                pages.shell(Optional.of(visit.request()), visit.words(), title).with(tabs);
        Map<String, Object> all = new HashMap<>(values);
        all.put("shell", shell);
        all.put("visit", visit);
        return pages.page(status, template, all);
    }

    public MutableHttpResponse<String> page(
            AdminVisit visit, String title, String template, Map<String, Object> values) {
        return page(visit, HttpStatus.OK, title, template, values);
    }

    /** Back to a page by GET after a form was taken, so that a reload repeats nothing. */
    public static HttpResponse<String> back(String path) {
        return HttpResponse.seeOther(URI.create(path));
    }

    /** Where an administrator begins. */
    String first() {
        return entries.getFirst().path();
    }
}
