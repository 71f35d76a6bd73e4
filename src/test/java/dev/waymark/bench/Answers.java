package dev.waymark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Answers of many learners, learner by learner, each in their own order.
 *
 * @param learner number of the learner, from 0
 * @param item number of the item as in the file
 * @param competencies of the item; shared between rows
 * @param right 1 or 0
 */
record Answers(int[] learner, int[] item, int[][] competencies, double[] right) {

    int size() {
        return right.length;
    }

    int items() {
        return 1 + Arrays.stream(item).max().orElse(-1);
    }

    int competencyCount() {
        return 1
                + Arrays.stream(competencies).flatMapToInt(Arrays::stream).max().orElse(-1);
    }

    int learners() {
        return 1 + Arrays.stream(learner).max().orElse(-1);
    }

    /** Those answers that are wanted, by row. */
    Answers where(IntPredicate wanted) {
        int[] rows = IntStream.range(0, size()).filter(wanted).toArray();
        return new Answers(
                Arrays.stream(rows).map(row -> learner[row]).toArray(),
                Arrays.stream(rows).map(row -> item[row]).toArray(),
                Arrays.stream(rows).mapToObj(row -> competencies[row]).toArray(int[][]::new),
                Arrays.stream(rows).mapToDouble(row -> right[row]).toArray());
    }

    /**
     * Reads a table with a header that has user_id, item_id and correct, tab separated; timestamp and skill_id may be
     * there. Rows need not be sorted: those of a learner keep their order, or with timestamps that differ, that order.
     *
     * @param skills competencies by item; an item beyond them has those in skill_id, or none
     * @throws BadFile if a row cannot be read, naming its line
     */
    static Answers read(Path file, int[][] skills) throws IOException {
        Columns columns = new Columns();
        Map<String, Integer> learners = new HashMap<>();
        Map<String, int[]> ownSkills = new HashMap<>();
        Rows rows = new Rows();
        try (BufferedReader reader = BadFile.open(file)) {
            String header = reader.readLine();
            if (header == null) {
                throw new BadFile(file, 1, "a header line with user_id, item_id and correct", "an empty file");
            }
            columns.find(file, header.startsWith("\uFEFF") ? header.substring(1) : header);
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                String[] cells = line.split("\t", -1);
                if (cells.length != columns.count) {
                    throw new BadFile(
                            file, number, columns.count + " tab-separated columns as in the header", cells.length + "");
                }
                String user = cells[columns.user].strip();
                if (user.isEmpty()) {
                    throw new BadFile(file, number, "a user_id", "nothing");
                }
                int item = wholeNumber(file, number, "item_id", cells[columns.item]);
                double time = columns.time < 0 ? 0 : decimal(file, number, "timestamp", cells[columns.time]);
                double right = decimal(file, number, "correct", cells[columns.correct]);
                if (right != 0 && right != 1) {
                    throw new BadFile(file, number, "correct to be 0 or 1", cells[columns.correct]);
                }
                int[] own = item < skills.length
                        ? skills[item]
                        : columns.skill < 0
                                ? new int[0]
                                : ownSkills.computeIfAbsent(cells[columns.skill], text -> new int[0]);
                if (item >= skills.length && columns.skill >= 0 && own.length == 0) {
                    own = new int[] {wholeNumber(file, number, "skill_id", cells[columns.skill])};
                    ownSkills.put(cells[columns.skill], own);
                }
                rows.add(learners.computeIfAbsent(user, name -> learners.size()), item, time, own, right);
            }
        }
        if (rows.size == 0) {
            throw new BadFile(file, 2, "at least one answer", "none");
        }
        return rows.sorted();
    }

    /** Reads item_skills.csv: line i has the competencies of item i, from 0, separated by commas. */
    static int[][] readSkills(Path file) throws IOException {
        List<int[]> skills = new ArrayList<>();
        try (BufferedReader reader = BadFile.open(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String[] cells = line.isBlank() ? new String[0] : line.split(",");
                int[] found = new int[cells.length];
                for (int i = 0; i < cells.length; i++) {
                    found[i] = wholeNumber(file, number, "a competency", cells[i]);
                }
                skills.add(Arrays.stream(found).distinct().toArray());
            }
        }
        return skills.toArray(int[][]::new);
    }

    private static int wholeNumber(Path file, int line, String what, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= 0 && value <= 10_000_000 && value == Math.rint(value)) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadFile(file, line, what + " to be a whole number from 0 to 10000000", text);
    }

    private static double decimal(Path file, int line, String what, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadFile(file, line, what + " to be a number", text);
    }

    private static final class Columns {
        int count;
        int user;
        int item;
        int time;
        int correct;
        int skill;

        void find(Path file, String header) {
            String[] names = header.split("\t", -1);
            count = names.length;
            user = -1;
            item = -1;
            time = -1;
            correct = -1;
            skill = -1;
            for (int i = 0; i < names.length; i++) {
                switch (names[i].strip()) {
                    case "user_id" -> user = i;
                    case "item_id" -> item = i;
                    case "timestamp" -> time = i;
                    case "correct" -> correct = i;
                    case "skill_id" -> skill = i;
                    default -> {}
                }
            }
            if (user < 0 || item < 0 || correct < 0) {
                throw new BadFile(
                        file,
                        1,
                        "a tab-separated header with user_id, item_id, correct (and timestamp, skill_id)",
                        header);
            }
        }
    }

    private static final class Rows {
        private int size;
        private int[] learner = new int[1024];
        private int[] item = new int[1024];
        private double[] time = new double[1024];
        private int[][] competencies = new int[1024][];
        private double[] right = new double[1024];

        void add(int who, int what, double when, int[] about, double share) {
            if (size == learner.length) {
                learner = Arrays.copyOf(learner, 2 * size);
                item = Arrays.copyOf(item, 2 * size);
                time = Arrays.copyOf(time, 2 * size);
                competencies = Arrays.copyOf(competencies, 2 * size);
                right = Arrays.copyOf(right, 2 * size);
            }
            learner[size] = who;
            item[size] = what;
            time[size] = when;
            competencies[size] = about;
            right[size++] = share;
        }

        Answers sorted() {
            boolean inOrder = true;
            for (int i = 1; i < size && inOrder; i++) {
                inOrder = learner[i - 1] < learner[i] || learner[i - 1] == learner[i] && time[i - 1] <= time[i];
            }
            int[] order = inOrder
                    ? IntStream.range(0, size).toArray()
                    : IntStream.range(0, size)
                            .boxed()
                            .sorted((a, b) -> learner[a] != learner[b]
                                    ? Integer.compare(learner[a], learner[b])
                                    : Double.compare(time[a], time[b]))
                            .mapToInt(Integer::intValue)
                            .toArray();
            return new Answers(
                    Arrays.stream(order).map(row -> learner[row]).toArray(),
                    Arrays.stream(order).map(row -> item[row]).toArray(),
                    Arrays.stream(order).mapToObj(row -> competencies[row]).toArray(int[][]::new),
                    Arrays.stream(order).mapToDouble(row -> right[row]).toArray());
        }
    }
}
