package dev.waymark.sandbox.course;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the twelve did in the sixty days before the first start, so that the first look is not empty. The same deeds
 * each time; only the calendar moves with the start. Each learner is there to show one thing.
 */
public final class Histories {

    private static final String VOIDED = "http://adlnet.gov/expapi/verbs/voided";

    private final URI site;
    private final Course course;
    private final CourseRecords records;
    private final Gradebook gradebook;
    private final Instant now;

    /**
     * One learner's statements in the order in which the LRS is to have them.
     *
     * @param mistaken where among them those are that an administrator takes back
     */
    public record History(Person who, List<ObjectNode> statements, List<Integer> mistaken) {
        public History {
            statements = List.copyOf(statements);
            mistaken = List.copyOf(mistaken);
        }
    }

    /** @param now the days are counted back from it */
    public Histories(URI site, Course course, CourseRecords records, Gradebook gradebook, Instant now) {
        this.site = site;
        this.course = course;
        this.records = records;
        this.gradebook = gradebook;
        this.now = now;
    }

    /** Lives all twelve lives: records, marks and statements. */
    public List<History> all() {
        List<History> all = new ArrayList<>();
        for (Person who : Person.TWELVE) {
            var diary = new Diary(who, now, course, records, gradebook, site);
            live(diary, who.id());
            all.add(diary.history());
        }
        return all;
    }

    /**
     * The administrator's statements that void what was a mistake.
     *
     * @param ids that the LRS gave to the statements of the history, in their order
     */
    public List<ObjectNode> voids(History history, List<String> ids) {
        var statements = new MoodleStatements(site, course);
        return history.mistaken().stream()
                .map(index -> {
                    ObjectNode voiding = JsonNodeFactory.instance.objectNode();
                    voiding.set("actor", statements.agent(Person.ADMINISTRATOR));
                    voiding.putObject("verb")
                            .put("id", VOIDED)
                            .putObject("display")
                            .put("en", "Voided");
                    voiding.putObject("object")
                            .put("objectType", "StatementRef")
                            .put("id", ids.get(index));
                    return voiding;
                })
                .toList();
    }

    private static void live(Diary diary, String person) {
        switch (person) {
            // Sofia: on the way, with a little of everything.
            case "5" -> diary.day(21).reads(11).quiz(12, "CCCWCC").day(6).quiz(13, "CCWCWC");
            // Kwame: strong all round.
            case "6" ->
                diary.day(40)
                        .reads(11)
                        .quiz(12, "CCCCCC")
                        .day(33)
                        .quiz(13, "CCCCCC")
                        .packageOf(15, "CCCCC")
                        .day(20)
                        .submits(14, "Three prompts for the weekly stock report, with what I still check by hand.")
                        .rated(14, 92, "Clear steps, and you say what you checked. A colleague could use this.");
            // Mei-Ling: reads, and never tries.
            case "7" -> diary.day(30).reads(11).day(18).reads(11).day(4).reads(11);
            // Aarav: failed, came back, passed.
            case "8" ->
                diary.day(35)
                        .quiz(12, "WCWWCW")
                        .day(34)
                        .quiz(12, "CCWWCW")
                        .day(28)
                        .reads(11)
                        .quiz(12, "CCCCCC")
                        .day(12)
                        .quiz(13, "WCCWWW")
                        .day(3)
                        .quiz(13, "CCCWCC");
            // Fatima Zahra: the score says much, her answers say little; a teacher had corrected it by hand.
            case "9" ->
                diary.day(25).reads(11).corrected(12, "WWCWWC", 8.33333).day(10).quiz(13, "CCCCWW");
            // Lukas: enrolled, and nothing since.
            case "10" -> diary.nothing();
            // Thandiwe: somebody clicked through her first attempt; it was voided.
            case "11" ->
                diary.day(27)
                        .mistakenly(12, "CCCCCC")
                        .day(24)
                        .quiz(12, "CWCWWC")
                        .reads(11);
            // Yuki: a practical, rated well.
            case "12" ->
                diary.day(31)
                        .reads(11)
                        .quiz(13, "CCCCCC")
                        .day(16)
                        .submits(14, "Prompts for meeting notes: a first one, a better one, one for the team.")
                        .rated(14, 88, "Good. Say next time which names you left out.");
            // Oluwaseun: strong, but long ago.
            case "13" ->
                diary.day(59)
                        .reads(11)
                        .quiz(12, "CCCCCC")
                        .quiz(13, "CCCCCW")
                        .day(58)
                        .packageOf(15, "CCCCC");
            // Camila: knows what it is, does not check it yet.
            case "14" -> diary.day(19).quiz(12, "CCCCWC").day(8).packageOf(15, "WCWWC");
            // Siobhán: ticked and unticked, began and did not finish.
            case "15" -> diary.day(14).reads(11).unticks(11).begins(13).day(2).begins(12);
            // Jiří: rated low, revised, rated again.
            case "16" ->
                diary.day(37)
                        .packageOf(15, "CCCWC")
                        .day(29)
                        .submits(14, "Write me an e-mail.")
                        .rated(14, 45, "Only one prompt, and no word on what you checked. Please try again.")
                        .day(11)
                        .submits(14, "Three prompts for answering tenders, with the checks after each.")
                        .rated(14, 76, "Much better.");
            default -> throw new IllegalArgumentException("no history for " + person);
        }
    }
}
