package dev.waymark.bench;

import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import java.util.Locale;
import java.util.Random;

/**
 * Ways to make people up. Only the first is how the filter thinks that people are; the others each break some of what it
 * takes for granted.
 */
enum Generator {
    /** Normal levels, a logistic curve, one bias for everybody: as the filter has it. */
    AS_ASSUMED {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double general = role.mean + random.nextGaussian();
            double[] levels = fill(competencies, () -> general + Math.sqrt(0.5) * random.nextGaussian());
            return new Person(role.id, role.start, levels, same(competencies, 0.5), curve(levels, 0, 1));
        }
    },
    /** As assumed, but for questions of four options: whoever does not know guesses. */
    GUESSED {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double general = role.mean + random.nextGaussian();
            double[] levels = fill(competencies, () -> general + Math.sqrt(0.5) * random.nextGaussian());
            return new Person(role.id, role.start, levels, same(competencies, 0.5), curve(levels, 0.25, 1));
        }
    },
    /** Knows the tier's work or does not: slips and guesses, the same everywhere within a tier. No curve at all. */
    SLIPS_AND_GUESSES {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            Tier[] tiers = new Tier[competencies];
            double[] levels = new double[competencies];
            double general = role.mean + random.nextGaussian();
            for (int k = 0; k < competencies; k++) {
                tiers[k] = CutScores.DEFAULT.tierAt(general + 0.7 * random.nextGaussian());
                levels[k] = -2.7 + 1.5 * (tiers[k].ordinal() + random.nextDouble());
            }
            double slip = 0.05 + 0.15 * random.nextDouble();
            double guess = 0.1 + 0.2 * random.nextDouble();
            return new Person(
                    role.id,
                    role.start,
                    levels,
                    same(competencies, 0.5),
                    (k, item) -> tiers[k].compareTo(item.tier()) >= 0 ? 1 - slip : guess);
        }
    },
    /** Jumps from tier to tier: most competencies of a person are at one tier, a few leapt one or two ahead or fell back. */
    TIER_JUMPS {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            int base =
                    CutScores.DEFAULT.tierAt(role.mean + random.nextGaussian()).level();
            double[] levels = fill(competencies, () -> {
                int jump = random.nextInt(5) == 0 ? random.nextInt(4) - 1 : 0;
                return -2.7 + 1.5 * (Math.max(1, Math.min(4, base + jump)) - 1 + random.nextDouble());
            });
            return new Person(role.id, role.start, levels, same(competencies, -0.4), curve(levels, 0, 1));
        }
    },
    /** Few are ordinary: levels with heavy tails, competencies that hang together closely, items with guessing. */
    HEAVY_TAILS {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double general = role.mean + 0.6 * studentThree(random);
            double[] levels = fill(competencies, () -> general + 0.35 * studentThree(random));
            return new Person(role.id, role.start, levels, same(competencies, 0.5), curve(levels, 0.15, 1));
        }
    },
    /** Competencies that have little to do with each other, and a steep curve that never reaches certainty. */
    OWN_CURVE {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double[] levels = fill(competencies, () -> role.mean + 1.2 * random.nextGaussian());
            return new Person(role.id, role.start, levels, same(competencies, 0.2), (k, item) -> {
                double x = item.slope() * (levels[k] - item.difficulty());
                return 0.08 + 0.86 / (1 + Math.exp(-1.4 * x - 0.15 * x * x * x));
            });
        }
    },
    /** Cohorts that rate themselves each in its own way, people who differ within them, and the weak who overrate more. */
    CLUSTERED_RATERS {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double general = role.mean + random.nextGaussian();
            double[] levels = fill(competencies, () -> general + Math.sqrt(0.5) * random.nextGaussian());
            double own = role.lean + 0.4 * random.nextGaussian();
            double[] bias = new double[competencies];
            for (int k = 0; k < competencies; k++) {
                bias[k] = own - 0.15 * (levels[k] - role.mean);
            }
            return new Person(role.id, role.start, levels, bias, curve(levels, 0, 1));
        }
    },
    /** Answers were given when more was known: since then it was forgotten by a power of time, faster at first. */
    FORGOTTEN_BY_A_POWER {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double general = role.mean + 0.9 * random.nextGaussian();
            double[] then = fill(competencies, () -> general + 0.8 * random.nextGaussian());
            double[] now = new double[competencies];
            for (int k = 0; k < competencies; k++) {
                double kept = Math.pow(1 + Simulation.DAYS_AGO / 10.0, -0.25);
                now[k] = general + (then[k] - general) * kept;
            }
            return new Person(role.id, role.start, now, same(competencies, 0.5), curve(then, 0, 1));
        }
    },
    /** Two kinds of people in one role, newcomers and old hands; a lopsided curve that lapses; ratings drawn to the middle. */
    TWO_KINDS {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double general = role.mean + (random.nextDouble() < 0.6 ? -0.8 : 1.2) + 0.4 * random.nextGaussian();
            double[] levels = fill(competencies, () -> general + 0.6 * random.nextGaussian());
            double[] bias = new double[competencies];
            for (int k = 0; k < competencies; k++) {
                bias[k] = 0.3 - 0.3 * (levels[k] - role.mean);
            }
            return new Person(role.id, role.start, levels, bias, (k, item) -> {
                double x = (levels[k] - item.difficulty()) / 1.3;
                return 0.96 * (1 - Math.exp(-Math.exp(x - 0.37)));
            });
        }
    },
    /** Roles that do not begin where they are said to, skewed levels, and people who are good or bad at tests as such. */
    TEST_WISE {
        @Override
        Person person(Random random, int competencies) {
            Role role = Role.of(random);
            double off = role.lean > 0.5 ? -0.5 : 0.4;
            double general = role.mean + off - 0.9 * (Math.log(1 - random.nextDouble()) + 1);
            double[] levels = fill(competencies, () -> general + 0.6 * random.nextGaussian());
            double wise = 0.6 * random.nextGaussian();
            double own = 0.5 * random.nextGaussian();
            return new Person(role.id, role.start, levels, same(competencies, own), (k, item) -> {
                double x = item.slope() * (levels[k] + wise - item.difficulty());
                return 0.05 + 0.95 / (1 + Math.exp(-x));
            });
        }
    };

    abstract Person person(Random random, int competencies);

    /** As tables have it. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Roles, with where their people usually begin and how they lean when they rate themselves. */
    private record Role(JobRoleId id, Tier start, double mean, double lean) {

        private static final Role[] ALL = {
            new Role(new JobRoleId("service"), Tier.AWARE, -1.0, 0.7),
            new Role(new JobRoleId("sales"), Tier.AWARE, -1.0, 0.9),
            new Role(new JobRoleId("product"), Tier.LITERATE, -0.6, 0.1),
            new Role(new JobRoleId("analyst"), Tier.PRACTITIONER, 0.7, -0.6),
            new Role(new JobRoleId("engineer"), Tier.EXPERT, 2.0, -0.4)
        };

        static Role of(Random random) {
            double drawn = random.nextDouble();
            return ALL[drawn < 0.25 ? 0 : drawn < 0.45 ? 1 : drawn < 0.7 ? 2 : drawn < 0.92 ? 3 : 4];
        }
    }

    private static java.util.function.ToDoubleBiFunction<Integer, SimulatedItem> curve(
            double[] levels, double guess, double steepness) {
        return (k, item) ->
                guess + (1 - guess) / (1 + Math.exp(-steepness * item.slope() * (levels[k] - item.difficulty())));
    }

    private static double studentThree(Random random) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double z = random.nextGaussian();
            squares += z * z;
        }
        return random.nextGaussian() / Math.sqrt(squares / 3);
    }

    private static double[] fill(int size, java.util.function.DoubleSupplier each) {
        double[] array = new double[size];
        java.util.Arrays.setAll(array, at -> each.getAsDouble());
        return array;
    }

    private static double[] same(int size, double value) {
        return fill(size, () -> value);
    }
}
