package dev.waymark.instructor;

import dev.waymark.competency.CaseLibrary;
import dev.waymark.competency.CaseLibrary.Kind;
import dev.waymark.competency.CaseLibrary.Listing;
import dev.waymark.competency.CaseLibrary.Standard;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.Optional;

/**
 * Published frameworks for everybody, read only, by the REST binding of CASE 1.0 and 1.1. Under {@code /case}, where our
 * exports' own addresses lead, and under {@code /ims/case}, where the binding has its services. Who has opened nothing has
 * nothing here.
 *
 * @see <a href="https://www.imsglobal.org/sites/default/files/spec/case/v1p1/rest_binding/caseservicev1p1_restbindv1p0.html">
 *     CASE 1.1 REST binding</a>
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class CaseController {

    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final CaseLibrary library;

    CaseController(CaseLibrary library) {
        this.library = library;
    }

    @Get(
            uris = {"/case/{version}/CFDocuments", "/ims/case/{version}/CFDocuments"},
            produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> documents(
            String version, @QueryValue Optional<Integer> limit, @QueryValue Optional<Integer> offset) {
        Optional<Standard> standard = standard(version);
        if (standard.isEmpty()) {
            return unknown();
        }
        Listing all = library.documents(
                standard.get(), Math.clamp(limit.orElse(USUAL), 1, MOST), Math.max(0, offset.orElse(0)));
        return answer("{\"CFDocuments\":[" + String.join(",", all.documents()) + "]}")
                .header("X-Total-Count", Integer.toString(all.total()));
    }

    @Get(
            uris = {"/case/{version}/{kind}/{identifier}", "/ims/case/{version}/{kind}/{identifier}"},
            produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> one(String version, String kind, String identifier) {
        Optional<Kind> asked = Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        return standard(version)
                .flatMap(standard -> asked.flatMap(what -> library.find(standard, what, identifier)))
                .<HttpResponse<String>>map(CaseController::answer)
                .orElseGet(CaseController::unknown);
    }

    private static Optional<Standard> standard(String version) {
        return switch (version) {
            case "v1p0" -> Optional.of(Standard.V1_0);
            case "v1p1" -> Optional.of(Standard.V1_1);
            default -> Optional.empty();
        };
    }

    /** Open data: any page may read it, and anybody may keep it for a while. */
    private static MutableHttpResponse<String> answer(String json) {
        return HttpResponse.ok(json)
                .header("Cache-Control", "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*");
    }

    /** As the binding says it: the object is not known, or not yours to see, which is the same to strangers. */
    private static HttpResponse<String> unknown() {
        return HttpResponse.<String>status(HttpStatus.NOT_FOUND)
                .body("{\"imsx_codeMajor\":\"failure\",\"imsx_severity\":\"error\","
                        + "\"imsx_description\":\"No published framework that is open to everybody has this object.\","
                        + "\"imsx_codeMinor\":{\"imsx_codeMinorField\":[{\"imsx_codeMinorFieldName\":\"sourcedId\","
                        + "\"imsx_codeMinorFieldValue\":\"unknownobject\"}]}}");
    }
}
