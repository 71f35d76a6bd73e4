package dev.waymark.home;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a form sent, read without trust: absent stays absent, a field that came twice keeps both. */
record Form(Map<String, Object> fields) {

    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        Object value = fields.get(name);
        return switch (value) {
            case null -> List.of();
            case Collection<?> several ->
                several.stream().map(each -> String.valueOf(each).strip()).toList();
            default -> List.of(value.toString().strip());
        };
    }
}
