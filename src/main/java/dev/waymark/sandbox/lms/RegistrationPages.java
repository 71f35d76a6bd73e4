package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.Platform;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** "Manage tools" of the administrator: let a tool register itself, and choose which one the links of the course open. */
final class RegistrationPages {

    private static final String PATH = "/mod/lti/toolconfigure.php";

    private final Site site;
    private final Platform platform;

    RegistrationPages(Site site, Platform platform) {
        this.site = site;
        this.platform = platform;
    }

    void routes(Router router) {
        router.on("GET", "/mod/lti/toolconfigure\\.php", request -> site.as(request, this::tools))
                .on("POST", "/mod/lti/startltiadvregistration\\.php", request -> site.as(request, this::begin))
                .on("POST", "/mod/lti/toolchosen\\.php", request -> site.as(request, this::choose));
    }

    private Response tools(Person who, Request request) {
        onlyAdministrator(who);
        return site.page(
                request,
                who,
                "Manage tools",
                "sandbox/tools.jte",
                Map.of("tools", platform.tools(), "address", platform.tools().registrationAddress()));
    }

    private Response begin(Person who, Request request) {
        onlyAdministrator(who);
        String address = request.parameter("address").orElse("");
        if (!address.matches("https?://[^\\s]{1,500}")) {
            throw new Refusal(
                    400, "expected the http or https address where a tool registers, found \"" + address + "\"");
        }
        Optional<String> update = request.parameter("update").filter(each -> !each.isEmpty());
        return platform.beginRegistration(URI.create(address), update);
    }

    private Response choose(Person who, Request request) {
        onlyAdministrator(who);
        platform.tools().choose(request.parameter("client").orElse(""));
        return Site.on(who, PATH);
    }

    private static void onlyAdministrator(Person who) {
        if (who.kind() != Person.Kind.ADMINISTRATOR) {
            throw new Refusal(403, "only the administrator does this; choose them above");
        }
    }
}
