package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
class ErrorPagesTest {

    @Inject
    EmbeddedServer server;

    @Inject
    @Client("/")
    HttpClient client;

    @Test
    void answersABrowserWithAPlainPageWhenThereIsNone() {
        HttpResponse<?> answer = refused(HttpRequest.GET("/no-such-page").accept(MediaType.TEXT_HTML_TYPE));

        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.getBody(String.class).orElse(""))
                .contains("There is no such page")
                .contains("/assets/waymark.css?v=");
    }

    /** Said before a byte of it is read: the length that is announced is enough. */
    @Test
    void saysThatWhatCameIsTooLargeAndHowMuchFits() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                    POST /planted/form HTTP/1.1\r
                    Host: localhost\r
                    Accept: text/html, */*;q=0.8\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 30000000\r
                    Connection: close\r
                    \r
                    hours=2""".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(2_500), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413").contains("That is too large");
        }
    }

    @Test
    void keepsOurInsidesToItselfWhenItFails() {
        HttpResponse<?> answer = refused(HttpRequest.GET("/planted/fault").accept(MediaType.TEXT_HTML_TYPE));

        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.getBody(String.class).orElse(""))
                .contains("it is our fault")
                .doesNotContain("planted secret")
                .doesNotContain("at dev.waymark");
    }

    @Test
    void answersOtherCallersAsEver() {
        HttpResponse<?> answer = refused(HttpRequest.GET("/no-such-page").accept(MediaType.APPLICATION_JSON_TYPE));

        assertThat(answer.getBody(String.class).orElse("")).startsWith("{").doesNotContain("<html");
    }

    @Test
    void servesEveryAssetUnderItsAddressToBeKeptForEver() {
        for (String name : new String[] {"tokens.css", "waymark.css", "theme.js", "frame.js"}) {
            HttpResponse<String> answer =
                    client.toBlocking().exchange(HttpRequest.GET(new Assets().at(name)), String.class);

            assertThat(answer.body()).as(name).isNotBlank();
            assertThat(answer.getHeaders().get("Cache-Control")).as(name).contains("immutable");
        }
    }

    @Test
    void letsNobodyKeepAnAssetUnderAnotherAddress() {
        HttpResponse<String> answer =
                client.toBlocking().exchange(HttpRequest.GET("/assets/frame.js?v=older"), String.class);

        assertThat(answer.getHeaders().getAll("Cache-Control")).noneMatch(value -> value.contains("immutable"));
    }

    @Test
    void keepsEveryValueOfAFieldThatComesTwice() {
        String body = client.toBlocking()
                .retrieve(HttpRequest.POST("/planted/form", "method=LAB&method=QUIZ&hours=2%2C5")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                        .accept(MediaType.TEXT_PLAIN_TYPE));

        assertThat(body).isEqualTo("[LAB, QUIZ] 2,5");
    }

    private HttpResponse<?> refused(HttpRequest<?> request) {
        try {
            client.toBlocking().exchange(request, String.class);
            throw new AssertionError("was answered as if all were well");
        } catch (HttpClientResponseException refusal) {
            return refusal.getResponse();
        }
    }

    @Controller("/planted")
    @Requires(env = "test")
    static class Planted {

        @Get("/fault")
        @Produces(MediaType.TEXT_HTML)
        String fault() {
            throw new IllegalStateException("planted secret");
        }

        @Post("/form")
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        @Produces(MediaType.TEXT_PLAIN)
        String form(@Body Map<String, Object> fields) {
            return fields.get("method") + " " + fields.get("hours");
        }
    }
}
