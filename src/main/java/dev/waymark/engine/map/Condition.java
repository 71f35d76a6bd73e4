package dev.waymark.engine.map;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a statement must be like. Every list that is not empty must hold, each by any one of its entries.
 *
 * @param object ends of the object's activity type
 * @param objectId parts of the object's IRI
 * @param around ends of the types of parents and grouping
 * @param category beginnings of context categories, without scheme
 * @param extension parts of the names of extensions
 * @param event ends of the LMS event that a plugin names; {@code *} is any
 * @param interaction the object's interaction type
 * @param has what must be there
 * @param lacks what must not be there
 */
public record Condition(
        List<String> object,
        List<String> objectId,
        List<String> around,
        List<String> category,
        List<String> extension,
        List<String> event,
        List<String> interaction,
        List<Trait> has,
        List<Trait> lacks) {

    /** Something that a statement has or has not. */
    public enum Trait {
        SCORE,
        SUCCESS,
        COMPLETION,
        PROGRESS,
        PLAYED,
        MASTERY_SCORE,
        REGISTRATION;

        boolean in(StatementFacts statement) {
            StatementFacts.Result result = statement.result();
            return switch (this) {
                case SCORE -> result.raw().isPresent() || result.scaled().isPresent();
                case SUCCESS -> result.success().isPresent();
                case COMPLETION -> result.completion().equals(Optional.of(true));
                case PROGRESS -> statement.details().progress().isPresent();
                case PLAYED -> statement.details().played().isPresent();
                case MASTERY_SCORE -> statement.details().masteryScore().isPresent();
                case REGISTRATION -> statement.registration().isPresent();
            };
        }
    }

    public Condition {
        object = List.copyOf(object);
        objectId = List.copyOf(objectId);
        around = List.copyOf(around);
        category = List.copyOf(category);
        extension = List.copyOf(extension);
        event = List.copyOf(event);
        interaction = List.copyOf(interaction);
        has = List.copyOf(has);
        lacks = List.copyOf(lacks);
    }

    boolean holds(StatementFacts statement) {
        return (object.isEmpty()
                        || statement
                                .object()
                                .filter(each -> typeEnds(object, each))
                                .isPresent())
                && (objectId.isEmpty()
                        || statement
                                .object()
                                .filter(each -> idContains(objectId, each))
                                .isPresent())
                && (around.isEmpty()
                        || Stream.concat(statement.parents().stream(), statement.grouping().stream())
                                .anyMatch(each -> typeEnds(around, each)))
                && (category.isEmpty()
                        || statement.categories().stream()
                                .map(RuleBook::plain)
                                .anyMatch(each -> category.stream().anyMatch(each::startsWith)))
                && (extension.isEmpty()
                        || statement.details().extensions().stream()
                                .anyMatch(each -> extension.stream().anyMatch(each::contains)))
                && (event.isEmpty()
                        || statement
                                .eventName()
                                .filter(each -> event.stream().anyMatch(end -> end.equals("*") || each.endsWith(end)))
                                .isPresent())
                && (interaction.isEmpty()
                        || statement
                                .details()
                                .interaction()
                                .filter(interaction::contains)
                                .isPresent())
                && has.stream().allMatch(each -> each.in(statement))
                && lacks.stream().noneMatch(each -> each.in(statement));
    }

    private static boolean typeEnds(List<String> ends, Activity activity) {
        return activity.type()
                .map(RuleBook::plain)
                .filter(type -> ends.stream().anyMatch(type::endsWith))
                .isPresent();
    }

    private static boolean idContains(List<String> parts, Activity activity) {
        return parts.stream().anyMatch(activity.id().iri()::contains);
    }
}
