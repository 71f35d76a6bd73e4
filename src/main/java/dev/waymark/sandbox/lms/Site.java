package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import dev.waymark.sandbox.course.CourseRecords;
import dev.waymark.sandbox.course.CourseWork;
import dev.waymark.sandbox.course.Gradebook;
import dev.waymark.sandbox.course.LrsSender;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Pages;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What the pages share: the course and all that is known of it, and who is looking. */
record Site(Course course, CourseRecords records, Gradebook gradebook, CourseWork work, LrsSender lrs, Clock clock) {

    private static final String PERSON_COOKIE = "practice_person";

    /**
     * Answers as the person in {@code as}, or the one seen last in this browser; otherwise asks who it is. The cookie only
     * saves the choosing when a bare link from elsewhere leads here, such as a step's start; choosing is all there is to
     * logging in.
     */
    Response as(Request request, BiFunction<Person, Request, Response> page) {
        Optional<Person> named = request.parameter("as").flatMap(Person::withId);
        return named.map(who -> remembering(who, page.apply(who, request)))
                .or(() -> remembered(request).map(who -> page.apply(who, request)))
                .orElseGet(() ->
                        Pages.html(200, "sandbox/who.jte", Map.of("people", Person.ALL, "to", withoutPerson(request))));
    }

    static Response remembering(Person who, Response response) {
        return response.with("Set-Cookie", PERSON_COOKIE + "=" + who.id() + "; Path=/; HttpOnly; SameSite=Lax");
    }

    Response page(Request request, Person who, String title, String template, Map<String, Object> parameters) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("shell", new Shell(title, course, who, withoutPerson(request), lrs.waiting()));
        return Pages.html(200, template, all);
    }

    /** The activity that a parameter names. */
    Activity activity(Request request, String parameter, Kind kind) {
        return course.activities().stream()
                .filter(each -> each.kind() == kind)
                .filter(each -> request.parameter(parameter)
                        .filter(Integer.toString(each.cmid())::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "the course has no such activity"));
    }

    /** On to a page of the LMS as the same person. */
    static Response on(Person who, String path) {
        return Response.seeOther(path + (path.contains("?") ? "&" : "?") + "as=" + who.id());
    }

    static void onlyLearners(Person who) {
        if (who.kind() != Person.Kind.LEARNER) {
            throw new Refusal(403, "only learners do this; choose one above");
        }
    }

    private static Optional<Person> remembered(Request request) {
        return request.parameter("as").isPresent()
                ? Optional.empty()
                : cookie(request).flatMap(Person::withId);
    }

    private static Optional<String> cookie(Request request) {
        return request.header("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";\\s*")))
                .filter(each -> each.startsWith(PERSON_COOKIE + "="))
                .map(each -> each.substring(PERSON_COOKIE.length() + 1))
                .findFirst();
    }

    private static String withoutPerson(Request request) {
        String query = Arrays.stream(request.rawQuery().split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("as="))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? request.path() : request.path() + "?" + query;
    }
}
