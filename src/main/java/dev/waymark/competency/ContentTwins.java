package dev.waymark.competency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds ids that stand twice, which no schema can see. */
final class ContentTwins {

    private ContentTwins() {}

    static List<String> in(
            ContentFiles.Framework framework, ContentFiles.Roles roles, ContentFiles.Catalogue catalogue) {
        List<String> twins = new ArrayList<>();
        find(Part.FRAMEWORK, "competency", framework.competencies().stream().map(ContentFiles.Competency::id), twins);
        find(
                Part.ROLES,
                "role",
                Stream.concat(Stream.of(roles.baseline()), roles.roles().stream())
                        .map(ContentFiles.Role::id),
                twins);
        find(Part.CATALOGUE, "item", catalogue.items().stream().map(ContentFiles.Item::id), twins);
        return twins;
    }

    private static void find(Part part, String what, Stream<String> ids, List<String> twins) {
        Set<String> seen = new HashSet<>();
        ids.filter(id -> !seen.add(id))
                .forEach(id -> twins.add(
                        "%s: the id of each %s stands once, found %s twice".formatted(part.file(), what, id)));
    }
}
