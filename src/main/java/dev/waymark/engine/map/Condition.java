package dev.waymark.engine.map;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement must be like. Every list that is not empty must hold, each by any one of its entries.
 *
 * @param vocabulary beginnings of the verb, without scheme
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
        List<String> vocabulary,
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
        vocabulary = List.copyOf(vocabulary);
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

    // Plain loops, here and in what this calls: every statement meets every condition, and streams took half of the
    // time.
    boolean holds(StatementFacts statement) {
        Activity about = statement.object().orElse(null);
        return (vocabulary.isEmpty() || begins(statement.verb(), vocabulary))
                && (object.isEmpty() || (about != null && typeEnds(object, about)))
                && (objectId.isEmpty()
                        || (about != null && containsAny(about.id().iri(), objectId)))
                && (around.isEmpty()
                        || anyTypeEnds(around, statement.parents())
                        || anyTypeEnds(around, statement.grouping()))
                && (category.isEmpty() || anyBegins(statement.categories(), category))
                && (extension.isEmpty() || anyContains(statement.details().extensions(), extension))
                && (event.isEmpty() || isEvent(statement.eventName().orElse(null)))
                && (interaction.isEmpty()
                        || interaction.contains(
                                statement.details().interaction().orElse("")))
                && hasAll(statement)
                && lacksAll(statement);
    }

    private boolean hasAll(StatementFacts statement) {
        for (Trait each : has) {
            if (!each.in(statement)) {
                return false;
            }
        }
        return true;
    }

    private boolean lacksAll(StatementFacts statement) {
        for (Trait each : lacks) {
            if (each.in(statement)) {
                return false;
            }
        }
        return true;
    }

    private boolean isEvent(@Nullable String name) {
        if (name == null) {
            return false;
        }
        for (String end : event) {
            if (end.equals("*") || name.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyTypeEnds(List<String> ends, List<Activity> activities) {
        for (Activity each : activities) {
            if (typeEnds(ends, each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean typeEnds(List<String> ends, Activity activity) {
        String type = activity.type().orElse(null);
        if (type == null) {
            return false;
        }
        for (String end : ends) {
            if (Iris.plainEndsWith(type, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyBegins(List<String> iris, List<String> beginnings) {
        for (String iri : iris) {
            if (begins(iri, beginnings)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String iri, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (Iris.plainBeginsWith(iri, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyContains(List<String> texts, List<String> parts) {
        for (String text : texts) {
            if (containsAny(text, parts)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsAny(String text, List<String> parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
