package dev.waymark.instructor;

import dev.waymark.instructor.LinkOffers.Offered;
import dev.waymark.lti.core.ContentItem;
import dev.waymark.lti.core.DeepLinkingRequest.Settings;
import dev.waymark.lti.core.Origins;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.deeplink.DeepLinks;
import dev.waymark.lti.deeplink.DeepLinks.Reply;
import dev.waymark.lti.deeplink.ToldError;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.Form;
import dev.waymark.lti.session.FormsTo;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Pages;
import dev.waymark.web.Shell;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page on which staff choose what of ours to put into their course, and the way back to the platform with it. What the
 * platform asked is known from its signed message; the browser only says which of our offers were chosen.
 */
@Controller("/course/links")
@Allows(Right.LINKS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinksController {

    private final DeepLinks deepLinks;
    private final LinkOffers offers;
    private final SessionLinks links;
    private final Pages pages;
    private final CourseFace face;

    LinksController(DeepLinks deepLinks, LinkOffers offers, SessionLinks links, Pages pages, CourseFace face) {
        this.deepLinks = deepLinks;
        this.offers = offers;
        this.links = links;
        this.pages = pages;
        this.face = face;
    }

    @Get
    HttpResponse<String> choose(HttpRequest<?> request, LtiSession session) {
        if (!mayAuthor(session)) {
            return face.notStaff(session);
        }
        return deepLinks
                .asked(session)
                .map(asked -> page(request, session, asked, Optional.empty(), Set.of(), Set.of()))
                .orElseGet(() -> over(request, session, Form.read("")));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> answer(HttpRequest<?> request, LtiSession session, @Nullable @Body String body) {
        if (!mayAuthor(session)) {
            return face.notStaff(session);
        }
        Form form = Form.read(body == null ? "" : body);
        Optional<Settings> asked = deepLinks.asked(session);
        if (asked.isEmpty()) {
            return over(request, session, form);
        }
        if (form.only("act").filter("cancel"::equals).isPresent()) {
            return send(request, session, List.of());
        }
        Words words = pages.words(session.locale());
        Map<String, Offered> all = offers.all(session, words);
        Set<String> chosen = new LinkedHashSet<>(form.fields().getOrDefault("link", List.of()));
        Set<String> columns = new LinkedHashSet<>(form.fields().getOrDefault("column", List.of()));
        Optional<String> mistake = mistake(asked.get(), chosen, all.keySet());
        if (mistake.isPresent()) {
            chosen.retainAll(all.keySet());
            return page(request, session, asked.get(), mistake.map(words::text), chosen, columns);
        }
        List<Offered> taken = chosen.stream()
                .flatMap(key -> Optional.ofNullable(all.get(key)).stream())
                .toList();
        Set<Offered> withColumn = new LinkedHashSet<>();
        columns.forEach(key -> Optional.ofNullable(all.get(key)).ifPresent(withColumn::add));
        return send(request, session, offers.items(asked.get(), taken, withColumn));
    }

    private static Optional<String> mistake(Settings asked, Set<String> chosen, Set<String> offered) {
        if (!asked.acceptsLinks()) {
            return Optional.of("instructor.link.no-links");
        }
        if (chosen.isEmpty()) {
            return Optional.of("instructor.link.none");
        }
        if (!offered.containsAll(chosen)) {
            return Optional.of("instructor.link.unknown");
        }
        return chosen.size() > 1 && !asked.acceptMultiple()
                ? Optional.of("instructor.link.one-only")
                : Optional.empty();
    }

    private HttpResponse<String> page(
            HttpRequest<?> request,
            LtiSession session,
            Settings asked,
            Optional<String> mistake,
            Set<String> chosen,
            Set<String> withColumn) {
        Words words = pages.words(session.locale());
        var page = new LinksPage(
                links.to(session, "/course/links"),
                links.csrf(session),
                mistake,
                asked.acceptMultiple(),
                asked.acceptLineItem(),
                asked.acceptsLinks() ? offers.groups(session, words, chosen, withColumn) : List.of());
        return pages.page(
                mistake.isPresent() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
                "instructor/links.jte",
                Map.of("shell", shell(request, session, words), "page", page));
    }

    private HttpResponse<String> send(HttpRequest<?> request, LtiSession session, List<ContentItem> items) {
        Optional<Reply> reply = deepLinks.answer(session, items);
        if (reply.isEmpty()) {
            return over(request, session, Form.read(""));
        }
        FormsTo.allow(request, Origins.of(reply.get().to()));
        Words words = pages.words(session.locale());
        return pages.page(
                HttpStatus.OK,
                "instructor/linked.jte",
                Map.of(
                        "shell",
                        shell(request, session, words),
                        "reply",
                        reply.get(),
                        "sentence",
                        words.text(
                                items.isEmpty() ? "instructor.link.back-empty" : "instructor.link.back",
                                items.size())));
    }

    private Shell shell(HttpRequest<?> request, LtiSession session, Words words) {
        return pages.shell(Optional.of(request), words, words.text("instructor.link.title"));
    }

    private static boolean mayAuthor(LtiSession session) {
        return session.staff() || session.roles().contains(Role.CONTENT_DEVELOPER);
    }

    /** Answered already: the platform may not have taken it, and this is where we would learn of it. */
    private HttpResponse<String> over(HttpRequest<?> request, LtiSession session, Form form) {
        Optional<String> told = ToldError.in(
                name -> form.only(name).or(() -> request.getParameters().getFirst(name)));
        String code = deepLinks.cameBack(session, told).orElse("WM-LINKS");
        return face.refused(session, HttpStatus.CONFLICT, "instructor.link.over", code);
    }
}
