package dev.waymark.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes pages from templates. Every page is made for one person at one moment, so nobody may keep a copy. */
@Singleton
public final class Pages {

    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Messages messages;
    private final Assets assets;
    private final ZoneId zone;
    private final boolean practice;

    /**
     * @param zone in which times are told ({@code waymark.time-zone}); the server's own if it is not set
     * @param practice true if this installation is for trying out
     */
    Pages(
            Messages messages,
            Assets assets,
            @Property(name = "waymark.time-zone") Optional<String> zone,
            @Property(name = "waymark.practice") Optional<Boolean> practice) {
        this.messages = messages;
        this.assets = assets;
        this.zone = zone.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        this.practice = practice.orElse(false);
    }

    public Words words(String languageTag) {
        return new Words(messages, languageTag, zone);
    }

    /** A shell without ways or platform. Browsers say whether they ask for a window or for a frame. */
    public Shell shell(Optional<HttpRequest<?>> request, Words words, String title) {
        boolean ownWindow = request.map(asked -> asked.getHeaders().get("Sec-Fetch-Dest"))
                .filter("document"::equals)
                .isPresent();
        return new Shell(
                words,
                assets,
                title,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                !ownWindow,
                practice,
                Look.of(request));
    }

    /**
     * @param template below {@code src/main/jte}, such as {@code home/home.jte}
     * @param values by the template's parameter names
     */
    public MutableHttpResponse<String> page(HttpStatus status, String template, Map<String, Object> values) {
        return HttpResponse.<String>status(status)
                .body(render(template, values))
                .contentType(HTML)
                .header("Cache-Control", "no-store");
    }

    String render(String template, Map<String, Object> values) {
        var output = new StringOutput();
        templates.render(template, values, output);
        return output.toString();
    }
}
