package dev.waymark.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** {@code GET /brand/<colour>.css}: a platform's colour as our accent. The address names the content. */
@Controller("/brand")
class BrandController {

    private static final MediaType CSS = MediaType.of("text/css;charset=utf-8");

    @Get("/{colour}.css")
    HttpResponse<String> css(String colour) {
        return Brand.colour(colour)
                .filter(colour::equals)
                .flatMap(Brand::css)
                .<HttpResponse<String>>map(css -> HttpResponse.ok(css)
                        .contentType(CSS)
                        .header("Cache-Control", "public, max-age=31536000, immutable"))
                .orElseGet(HttpResponse::notFound);
    }
}
