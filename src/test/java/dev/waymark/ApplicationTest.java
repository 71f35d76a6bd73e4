package dev.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
class ApplicationTest {

    @Inject
    @Client("/")
    HttpClient client;

    @Test
    void answersHealthWhenItIsReady() {
        assertThat(client.toBlocking().retrieve("/health")).contains("UP");
    }
}
