package dev.waymark.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plain page for a person who could not be let in or helped: what happened, that nothing is lost, what to do. */
public interface RefusalPages {

    HttpResponse<String> render(Refusal refusal);

    /**
     * @param status never a 200
     * @param title heading, already in the reader's language
     * @param text one to three sentences, already in the reader's language
     * @param code short, to tell a help desk, such as {@code WM-7PXD}
     * @param details for an administrator, line by line; never a token, a key or a name
     * @param back where the course is, if the platform said so and was believed
     * @param newWindow where the same thing opens in a window of its own, if it can
     */
    record Refusal(
            HttpStatus status,
            Locale locale,
            String title,
            String text,
            String code,
            List<String> details,
            Optional<URI> back,
            Optional<URI> newWindow) {
        public Refusal {
            details = List.copyOf(details);
        }

        /** All of it as plain text, for a message to a help desk. */
        public String message() {
            return Stream.concat(Stream.of(title, text, code), details.stream()).collect(Collectors.joining("\n"));
        }
    }
}
