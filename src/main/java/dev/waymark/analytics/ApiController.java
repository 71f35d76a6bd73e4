package dev.waymark.analytics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waymark.access.ApiTokens.Token;
import dev.waymark.analytics.DatasetRows.Line;
import dev.waymark.analytics.Export.Format;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /api/v1}: datasets by page and as streams, for programs with a key. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ApiController {

    static final int MOST = 1000;
    static final int USUAL = 200;

    private final DatasetRows rows;
    private final Cursors cursors;
    private final OpenApi description;

    ApiController(DatasetRows rows, Cursors cursors, OpenApi description) {
        this.rows = rows;
        this.cursors = cursors;
        this.description = description;
    }

    /** The description of this API. It says nothing of anybody, so it needs no key. */
    @Get(uri = "/openapi.json", produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> openApi() {
        return HttpResponse.ok(description.json());
    }

    @Get(uri = "/{dataset}", produces = MediaType.APPLICATION_JSON)
    HttpResponse<?> page(
            HttpRequest<?> request,
            @PathVariable String dataset,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor,
            @QueryValue Optional<String> since) {
        return allowed(request, dataset, since, asked -> {
            Optional<Integer> size = limit.map(ApiController::size).orElse(Optional.of(USUAL));
            if (size.isEmpty()) {
                return ApiProblem.of(
                        HttpStatus.BAD_REQUEST,
                        "limit is a whole number from 1 to " + MOST + ", found " + limit.orElse(""));
            }
            Optional<List<Object>> after =
                    cursor.flatMap(text -> cursors.read(asked.token().tenant(), asked.dataset(), text));
            if (cursor.isPresent() && after.isEmpty()) {
                return ApiProblem.of(
                        HttpStatus.BAD_REQUEST,
                        "cursor is the value of next in an answer of this dataset to this organisation; begin without one");
            }
            List<Line> page = rows.page(asked.token().tenant(), asked.dataset(), after, asked.since(), size.get());
            return HttpResponse.ok(json(asked, page, page.size() == size.get()));
        });
    }

    @Get(uri = "/export/{dataset}.{format}", produces = MediaType.ALL)
    HttpResponse<?> export(
            HttpRequest<?> request,
            @PathVariable String dataset,
            @PathVariable String format,
            @QueryValue Optional<String> since) {
        Optional<Format> wanted = Format.of(format);
        if (wanted.isEmpty()) {
            return ApiProblem.of(HttpStatus.NOT_FOUND, "an export ends in .csv or .jsonl, found ." + format);
        }
        return allowed(request, dataset, since, asked -> {
            var stream = Export.of(rows, asked.token().tenant(), asked.dataset(), wanted.get(), asked.since());
            var file = new StreamedFile(stream, MediaType.of(wanted.get().mediaType()))
                    .attach("waymark-" + asked.dataset().slug() + "."
                            + wanted.get().extension());
            return HttpResponse.ok(file).header("Cache-Control", "no-store");
        });
    }

    private record Asked(Token token, Dataset dataset, Optional<Instant> since) {}

    private static MutableHttpResponse<?> allowed(
            HttpRequest<?> request,
            String slug,
            Optional<String> since,
            Function<Asked, MutableHttpResponse<?>> answer) {
        Token token = KeyFilter.token(request);
        Optional<Dataset> dataset = Dataset.of(slug);
        if (dataset.isEmpty()) {
            return ApiProblem.of(
                    HttpStatus.NOT_FOUND,
                    "expected one of "
                            + Arrays.stream(Dataset.values()).map(Dataset::slug).collect(Collectors.joining(", "))
                            + ", found " + slug);
        }
        if (!token.scopes().contains(dataset.get().scope())) {
            return ApiProblem.scope(dataset.get().scope().text());
        }
        Optional<Instant> from = since.flatMap(ApiController::instant);
        if (since.isPresent() && (from.isEmpty() || dataset.get().since().isEmpty())) {
            return ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    dataset.get().since().isEmpty()
                            ? slug + " has no time, so it cannot begin at one"
                            : "since is a time with a zone such as 2026-11-01T00:00:00Z, found " + since.get());
        }
        return answer.apply(new Asked(token, dataset.get(), from));
    }

    private static Optional<Integer> size(String text) {
        try {
            int size = Integer.parseInt(text);
            return size >= 1 && size <= MOST ? Optional.of(size) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private String json(Asked asked, List<Line> page, boolean more) {
        var text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeArrayFieldStart("data");
            for (Line line : page) {
                Json.write(out, asked.dataset(), line);
            }
            out.writeEndArray();
            if (more) {
                out.writeStringField(
                        "next",
                        cursors.write(
                                asked.token().tenant(),
                                asked.dataset(),
                                DatasetRows.keyOf(asked.dataset(), page.getLast())));
            } else {
                out.writeNullField("next");
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
