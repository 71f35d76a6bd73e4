package dev.waymark.competency;

import dev.waymark.competency.ContentFiles.Competency;
import dev.waymark.competency.ContentFiles.Framework;
import dev.waymark.competency.ContentFiles.Role;
import dev.waymark.competency.ContentFiles.Roles;
import dev.waymark.competency.Frameworks.Difference;
import dev.waymark.competency.Frameworks.Difference.Change;
import dev.waymark.competency.Frameworks.Difference.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between two sets of documents, thing by thing, in the order of their ids. */
final class Differences {

    private final List<Difference> all = new ArrayList<>();

    private Differences() {}

    static List<Difference> between(Documents before, Documents after) {
        var found = new Differences();
        found.frameworks(framework(before), framework(after));
        found.roles(
                JsonText.read(before.text(Part.ROLES), Roles.class),
                JsonText.read(after.text(Part.ROLES), Roles.class));
        found.compare(What.ITEM, items(before), items(after));
        return List.copyOf(found.all);
    }

    static Framework framework(Documents documents) {
        return JsonText.read(documents.text(Part.FRAMEWORK), Framework.class);
    }

    private void frameworks(Framework before, Framework after) {
        Map<String, String> oldNames = new TreeMap<>();
        Map<String, String> newNames = new TreeMap<>();
        before.competencies().forEach(each -> oldNames.put(each.id(), said(each.name())));
        after.competencies().forEach(each -> newNames.put(each.id(), said(each.name())));
        compare(What.COMPETENCY, oldNames, newNames);
        compare(What.DESCRIPTION, descriptions(before), descriptions(after));
        compare(What.CUT_SCORES, cuts(before), cuts(after));
        compare(What.PREREQUISITE, needs(before), needs(after));
        compare(What.CRITERION, criteria(before), criteria(after));
    }

    private void roles(Roles before, Roles after) {
        Map<String, String> oldNames = new TreeMap<>();
        Map<String, String> newNames = new TreeMap<>();
        Map<String, String> oldTargets = new TreeMap<>();
        Map<String, String> newTargets = new TreeMap<>();
        put(before, oldNames, oldTargets);
        put(after, newNames, newTargets);
        compare(What.ROLE, oldNames, newNames);
        compare(What.TARGET, oldTargets, newTargets);
    }

    private static void put(Roles roles, Map<String, String> names, Map<String, String> targets) {
        List<Role> all = new ArrayList<>(roles.roles());
        all.add(roles.baseline());
        for (Role role : all) {
            names.put(role.id(), said(role.name()));
            role.targets().forEach((competency, tier) -> targets.put(role.id() + " · " + competency, tier.toString()));
        }
    }

    private void compare(What what, Map<String, String> before, Map<String, String> after) {
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            String old = before.get(id);
            String now = after.get(id);
            if (!Objects.equals(old, now)) {
                Change change = old == null ? Change.ADDED : now == null ? Change.REMOVED : Change.CHANGED;
                all.add(new Difference(what, change, id, old == null ? "" : old, now == null ? "" : now));
            }
        }
    }

    private static Map<String, String> descriptions(Framework framework) {
        Map<String, String> found = new TreeMap<>();
        for (Competency each : framework.competencies()) {
            if (each.descriptors() != null) {
                for (int tier = 1; tier <= 4; tier++) {
                    found.put(each.id() + "@" + tier, said(each.descriptors().get(tier - 1)));
                }
            }
        }
        return found;
    }

    private static Map<String, String> cuts(Framework framework) {
        Map<String, String> found = new TreeMap<>();
        framework
                .competencies()
                .forEach(each -> found.put(
                        each.id(),
                        String.valueOf(each.cutScores() == null ? framework.cutScores() : each.cutScores())));
        return found;
    }

    private static Map<String, String> needs(Framework framework) {
        Map<String, String> found = new TreeMap<>();
        framework
                .prerequisites()
                .forEach(each -> each.requires().forEach(before -> found.put(each.target() + " ← " + before, "")));
        return found;
    }

    private static Map<String, String> criteria(Framework framework) {
        Map<String, String> found = new TreeMap<>();
        if (framework.criteria() != null) {
            framework.criteria().forEach(each -> found.put(each.target(), JsonText.write(each.demand())));
        }
        return found;
    }

    private static Map<String, String> items(Documents documents) {
        Map<String, String> found = new TreeMap<>();
        for (Part part : List.of(Part.CATALOGUE, Part.OWN_ITEMS)) {
            if (documents.texts().containsKey(part)) {
                JsonText.read(documents.text(part), ContentFiles.Catalogue.class)
                        .items()
                        .forEach(
                                item -> found.put(item.id(), said(item.title()) + " " + new TreeMap<>(item.teaches())));
            }
        }
        return found;
    }

    private static String said(Map<String, String> words) {
        return words.getOrDefault("en", words.values().stream().findFirst().orElse(""));
    }
}
