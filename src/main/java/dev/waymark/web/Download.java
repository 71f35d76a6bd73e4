package dev.waymark.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.ByteArrayInputStream;

/** A file that somebody handed in, as a download: whatever it holds, it is never shown inside a page. */
public final class Download {

    private Download() {}

    /**
     * @param name as it was handed in
     */
    public static HttpResponse<StreamedFile> of(byte[] body, String name) {
        return HttpResponse.ok(new StreamedFile(new ByteArrayInputStream(body), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .attach(name))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }
}
