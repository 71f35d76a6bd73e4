package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.web.RefusalPages.Refusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LonePagesTest {

    @Test
    void saysWhatHappenedWithACodeAndTheWayBack() {
        HttpResponse<String> answer = PagesForTests.refusals()
                .render(refusal(Locale.ENGLISH, Optional.of(URI.create("https://learn.example/course/2"))));

        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.body())
                .contains("This link has been used already")
                .contains("WM-7PXD")
                .contains("href=\"https://learn.example/course/2\" target=\"_top\"")
                .contains("&lt;nonce&gt; was spent");
    }

    @Test
    void makesNoLinkOfWhatIsNoWebAddress() {
        assertThat(PagesForTests.refusals()
                        .render(refusal(Locale.ENGLISH, Optional.of(URI.create("javascript:alert(1)"))))
                        .body())
                .doesNotContain("javascript:")
                .doesNotContain("Go back to the course");
    }

    @Test
    void speaksTheReadersLanguage() {
        assertThat(PagesForTests.refusals()
                        .render(refusal(Locale.of("es"), Optional.empty()))
                        .body())
                .contains("Waymark no pudo abrirse")
                .contains("Instalación de práctica:");
    }

    @Test
    void tellsAFaultWithACodeAndNothingOfOurInsides() {
        var cause = new IllegalStateException("secret insides");
        ErrorContext context = ErrorContext.builder(HttpRequest.GET("/home"))
                .cause(cause)
                .errorMessage("secret insides")
                .build();

        String page = new ErrorPages(PagesForTests.pages()).body(context, HttpResponse.serverError());

        assertThat(page)
                .contains("it is our fault")
                .containsPattern("WM-[2-9A-Z]{4}")
                .doesNotContain("secret");
        assertThat(new ErrorPages(PagesForTests.pages()).body(context, HttpResponse.notFound()))
                .contains("There is no such page");
    }

    @Test
    void staysLightInAFrameAndFollowsTheDeviceInAWindow() {
        Pages pages = PagesForTests.pages();
        Words words = pages.words("en");

        assertThat(pages.shell(Optional.of(HttpRequest.GET("/").header("Sec-Fetch-Dest", "iframe")), words, "x")
                        .light())
                .isTrue();
        assertThat(pages.shell(Optional.of(HttpRequest.GET("/").header("Sec-Fetch-Dest", "document")), words, "x")
                        .light())
                .isFalse();
        assertThat(pages.shell(Optional.empty(), words, "x").light()).isTrue();
    }

    private static Refusal refusal(Locale locale, Optional<URI> back) {
        return new Refusal(
                HttpStatus.UNAUTHORIZED,
                locale,
                "This link has been used already",
                "Each opening works once.",
                "WM-7PXD",
                List.of("the <nonce> was spent"),
                back,
                Optional.empty());
    }
}
