package dev.waymark.lti;

import dev.waymark.web.RefusalPages;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;

/** Stands in where no page shell is there: every word of a refusal, line by line. */
@Singleton
@Requires(missingBeans = RefusalPages.class)
class PlainRefusalPages implements RefusalPages {

    @Override
    public HttpResponse<String> render(Refusal refusal) {
        String words = String.join(
                "\n",
                refusal.title(),
                refusal.text(),
                refusal.code(),
                String.join("\n", refusal.details()),
                refusal.back().map(Object::toString).orElse(""),
                refusal.newWindow().map(Object::toString).orElse(""));
        return HttpResponse.<String>status(refusal.status())
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(words);
    }
}
