package dev.waymark.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.competency.Configurations;
import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Estimator;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.Tier;
import dev.waymark.lrs.feed.MoodleLike;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.TenantId;
import io.micronaut.context.ApplicationContext;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Parse, map and estimate on one thread, beside bare Jackson on the same bytes. */
public final class EngineBench {

    private static final int LEARNERS = 100;
    private static final int PAGES = 40;
    private static final int PAGE = 500;

    private EngineBench() {}

    public static void run(ApplicationContext tool, int rounds) throws Exception {
        var course = new MoodleLike(LEARNERS);
        List<byte[]> pages = new ArrayList<>();
        long bytes = 0;
        for (int page = 0; page < PAGES; page++) {
            pages.add(course.page((long) page * PAGE, PAGE));
            bytes += pages.get(page).length;
        }
        var configurations = tool.getBean(Configurations.class);
        var published = configurations.inForce(TenantId.FIRST);
        Function<Configurations.SeenActivity, Optional<Alignment>> suggested =
                configurations.alignments(TenantId.FIRST);
        Map<StatementFacts.Activity, Optional<Alignment>> asked = new HashMap<>();
        Function<StatementFacts.Activity, Optional<Alignment>> alignments = activity -> asked.computeIfAbsent(
                activity, seen -> suggested.apply(new Configurations.SeenActivity(seen.id(), seen.type(), seen.name())));
        var estimator = new Estimator(Constants.PUBLISHED);
        Instant asOf = Instant.parse("2026-01-01T00:00:00Z");
        System.out.printf("%d statements, %d bytes each%n", PAGES * PAGE, bytes / (PAGES * PAGE));
        for (int round = 0; round < rounds; round++) {
            double bare = rate(() -> {
                var factory = new JsonFactory();
                long tokens = 0;
                for (byte[] page : pages) {
                    try (JsonParser json = factory.createParser(page)) {
                        while (json.nextToken() != null) {
                            tokens++;
                        }
                    }
                }
                return tokens;
            });
            var mapper = new ObjectMapper();
            double tree = rate(() -> {
                long sum = 0;
                for (byte[] page : pages) {
                    sum += mapper.readTree(page).size();
                }
                return sum;
            });
            double parse = rate(() -> {
                long sum = 0;
                for (byte[] page : pages) {
                    sum += StatementPages.read(page).statements().size();
                }
                return sum;
            });
            long[] counted = new long[1];
            double whole = rate(() -> {
                Map<String, List<StatementFacts>> byLearner = new HashMap<>();
                for (byte[] page : pages) {
                    for (Statement each : StatementPages.read(page).statements()) {
                        var agent = each.actor().key();
                        byLearner
                                .computeIfAbsent(agent.orElseThrow().value(), unknown -> new ArrayList<>())
                                .add(StatementReading.facts(each, agent));
                    }
                }
                long estimates = 0;
                counted[0] = 0;
                for (List<StatementFacts> facts : byLearner.values()) {
                    List<Evidence> evidence = new ArrayList<>();
                    for (Mapped mapped : ReadingRules.mapper().map(facts, alignments)) {
                        if (mapped instanceof Mapped.Counted found) {
                            evidence.add(found.evidence());
                        }
                    }
                    counted[0] += evidence.size();
                    estimates += estimator
                            .estimate(evidence, published.framework(), ParameterSnapshot.INITIAL, Tier.AWARE, asOf)
                            .estimates()
                            .size();
                }
                return estimates;
            });
            System.out.printf(
                    "round %d: bare Jackson %,.0f/s, Jackson tree %,.0f/s, parse %,.0f/s, parse + map + estimate %,.0f/s"
                            + " (%.2f of bare Jackson, %.2f of the tree; %d counted)%n",
                    round, bare, tree, parse, whole, whole / bare, whole / tree, counted[0]);
        }
    }

    private interface Work {
        long run() throws Exception;
    }

    private static long sink;

    /** By the processor time of this thread, so that others on the machine do not count. */
    private static double rate(Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        long until = begin + 1_500_000_000L;
        long statements = 0;
        do {
            sink += work.run();
            statements += (long) PAGES * PAGE;
        } while (threads.getCurrentThreadCpuTime() < until);
        return statements / ((threads.getCurrentThreadCpuTime() - begin) / 1e9);
    }
}
