package dev.waymark.sandbox.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The pages of the practice peers, from the templates in {@code src/main/jte/sandbox}. */
public final class Pages {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private Pages() {}

    public static Response html(int status, String template, Map<String, Object> parameters) {
        var output = new StringOutput();
        TEMPLATES.render(template, parameters, output);
        return Response.html(status, output.toString());
    }

    public static Response styleSheet() {
        try (var stream = Pages.class.getResourceAsStream("/sandbox/sandbox.css")) {
            if (stream == null) {
                throw new Refusal(404, "there is no style sheet");
            }
            return new Response(200, Map.of("Content-Type", "text/css; charset=utf-8"), stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the style sheet", e);
        }
    }
}
