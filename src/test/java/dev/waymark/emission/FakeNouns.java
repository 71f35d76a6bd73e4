package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.Identities;
import dev.waymark.learner.Identities.LinkedAgent;
import dev.waymark.learner.Identities.Voucher;
import dev.waymark.learner.Learners;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.TierMove;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rooms that emission leans on: they answer the questions that emission asks, and no other. */
final class FakeNouns {

    Set<String> agents = Set.of("ACCOUNT https://moodle.test 5");
    List<TierMove> moves = List.of();

    Map<CompetencyId, Tier> targets = Map.of();
    List<Evidence> evidence = List.of();

    private Configurations.Published published() {
        return new Configurations.Published(
                "test/1",
                new Framework("test/1", Map.of(new CompetencyId("C03"), CutScores.DEFAULT), Set.of()),
                List.of(),
                new JobRole(new JobRoleId("all-staff"), 1, Tier.AWARE, targets),
                List.of(new LearningItem(
                        new LearningItemId("first-steps"),
                        Map.of(new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE), 1.0),
                        30,
                        DeliveryMethod.READING,
                        false,
                        Optional.of(new ActivityId("https://moodle.test/mod/page/view.php?id=11")))),
                new Titles());
    }

    Learners learners() {
        return only(Learners.class, "find", arguments -> Optional.empty());
    }

    Masteries masteries() {
        return only(Masteries.class, "moves", arguments -> moves);
    }

    Configurations configurations() {
        return (Configurations) Proxy.newProxyInstance(
                Configurations.class.getClassLoader(),
                new Class<?>[] {Configurations.class},
                (self, method, arguments) -> {
                    assertThat(method.getName()).isIn("inForce", "of", "across");
                    return published();
                });
    }

    Identities identities() {
        return only(
                Identities.class,
                "agents",
                arguments -> agents.stream()
                        .map(key -> new LinkedAgent(
                                key, key.contains("content.test") ? Voucher.MAPPING : Voucher.LAUNCH, Instant.EPOCH))
                        .toList());
    }

    Ledger ledger() {
        return only(Ledger.class, "evidenceOf", arguments -> evidence);
    }

    private interface Answering {
        Object to(Object[] arguments);
    }

    private static <T> T only(Class<T> type, String question, Answering answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(question)) {
                        return answer.to(arguments);
                    }
                    throw new AssertionError("emission has no business asking " + method);
                }));
    }

    private static final class Titles implements Configurations.Words {
        @Override
        public String competency(CompetencyId id, Locale locale) {
            return "Name of " + id;
        }

        @Override
        public String descriptor(CompetencyId id, Tier tier, Locale locale) {
            throw new AssertionError("emission has no business with descriptors");
        }

        @Override
        public String tier(Tier tier, Locale locale) {
            throw new AssertionError("emission names no tiers");
        }

        @Override
        public String role(JobRoleId id, Locale locale) {
            throw new AssertionError("emission names no roles");
        }

        @Override
        public Configurations.ItemWords item(LearningItemId id, Locale locale) {
            return new Configurations.ItemWords("Title of " + id, "", "", Optional.empty());
        }
    }
}
