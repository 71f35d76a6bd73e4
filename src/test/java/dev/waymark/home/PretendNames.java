package dev.waymark.home;

import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.competency.Configurations.Words;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names for the pretend configuration. */
final class PretendNames implements Words {

    private static final List<String> COMPETENCIES = List.of(
            "AI foundations",
            "Use-case and tool fit",
            "Prompting and directing AI",
            "Checking outputs",
            "Data interpretation",
            "Process automation",
            "Ethical and responsible use",
            "Privacy, security and compliance",
            "Applying AI in my role",
            "Building AI solutions",
            "AI strategy and governance",
            "Coaching and sharing");

    final Map<String, ItemWords> items = new HashMap<>();

    @Override
    public String competency(CompetencyId id, Locale locale) {
        return COMPETENCIES.get(Integer.parseInt(id.value().substring(1)) - 1);
    }

    @Override
    public String descriptor(CompetencyId id, Tier tier, Locale locale) {
        return "Can do what " + tier(tier, locale) + " asks.";
    }

    @Override
    public String tier(Tier tier, Locale locale) {
        return switch (tier) {
            case AWARE -> "Aware";
            case LITERATE -> "Literate";
            case PRACTITIONER -> "Practitioner";
            case EXPERT -> "Expert";
        };
    }

    @Override
    public String role(JobRoleId id, Locale locale) {
        return switch (id.value()) {
            case "product-manager" -> "Product manager";
            case "sales" -> "Sales";
            default -> id.value();
        };
    }

    @Override
    public ItemWords item(LearningItemId id, Locale locale) {
        return items.getOrDefault(id.value(), new ItemWords(id.value(), "", "", Optional.empty()));
    }

    void task(String id, String title, String task, String doneWhen) {
        items.put(id, new ItemWords(title, task, doneWhen, Optional.empty()));
    }

    void elsewhere(String id, String title, String address) {
        items.put(id, new ItemWords(title, "", "", Optional.of(URI.create(address))));
    }
}
