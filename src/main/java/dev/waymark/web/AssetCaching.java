package dev.waymark.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Lets browsers keep an asset for ever if they asked for it by the address that names its content. Asked for otherwise,
 * perhaps by a page of an older release, it may not be kept at all.
 */
@ServerFilter("/assets/**")
final class AssetCaching {

    private final Assets assets;

    AssetCaching(Assets assets) {
        this.assets = assets;
    }

    @ResponseFilter
    void keep(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() == HttpStatus.OK.getCode()
                && assets.names(
                        request.getUri().getRawPath() + "?" + request.getUri().getRawQuery())) {
            response.getHeaders().set("Cache-Control", "public, max-age=31536000, immutable");
        }
    }
}
