package dev.waymark.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Choices.NotForMe;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.RecordStore.Freshness;
import dev.waymark.grading.Grades.RoleAnswer;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.path.PathVisits;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Pages;
import dev.waymark.web.PagesForTests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LearnerPagesTest {

    final PretendHouse house = new PretendHouse();
    final Pages pages = PagesForTests.pages();
    final Face face = new Face(pages, house, List.of());
    final Visits visits = new Visits(house, house, house, pages, Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC));
    final HomePages homePages = new HomePages(
            house,
            house,
            house,
            house,
            house,
            house,
            house,
            new ObjectionPages(new PretendObjections(), house, house),
            (visit, since) -> CertificateOutlook.Found.NOTHING);
    final LearnerController controller = new LearnerController(
            visits,
            face,
            homePages,
            new WhyPages(
                    house,
                    house,
                    house,
                    new Previews(house),
                    house,
                    new Settling(house, house, house, (visit, about) -> house.questions)),
            new EvidencePages(house));
    final SteeringController steering =
            new SteeringController(visits, face, new ChoicesPages(house, house, house), house, house);
    final LtiSession learner = PretendHouse.session(Role.LEARNER);

    @Test
    void furtherTabsJoinTheNavigationInTheirOrderWithoutATemplateThatKnowsThem() {
        var later = tab("/home/later", "home.tab.home.choices", 20);
        var sooner = tab("/home/sooner", "home.tab.home.evidence", 10);
        var wider = new Face(pages, house, List.of(later, sooner));

        String page = wider.show(
                        HttpRequest.GET("/home/later/one"),
                        learner,
                        HttpStatus.OK,
                        "/home/later/one",
                        "evidence",
                        new EvidencePages(house).page(visits.of(learner).orElseThrow(), "all", ""))
                .body();

        assertThat(page.indexOf("href=\"/home/choices?t=sealed\""))
                .isLessThan(page.indexOf("href=\"/home/sooner?t=sealed\""));
        assertThat(page.indexOf("href=\"/home/sooner?t=sealed\"")).isPositive();
        assertThat(page).contains("href=\"/home/later?t=sealed\" aria-current=\"page\"");
        assertThat(page.indexOf("href=\"/home/sooner?t=sealed\""))
                .isLessThan(page.indexOf("href=\"/home/later?t=sealed\""));
    }

    private static HomeTab tab(String path, String nameKey, int order) {
        return new HomeTab() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public String nameKey() {
                return nameKey;
            }

            @Override
            public int order() {
                return order;
            }
        };
    }

    @Test
    void showsTheNextStepWithItsMinutesTierAndWhy() {
        assertThat(home())
                .contains("<h1 id=\"now\">Try it on your own backlog</h1>")
                .contains("45 min")
                .contains("Applying AI in my role, towards ")
                .contains("2 Literate")
                .contains("Applying AI in my role is furthest from your target: two tiers.")
                .contains("It opens two later steps.");
    }

    /** What a course says may run the other way than the page: its full stop stays at its end. */
    @Test
    void sentencesOfTheCourseRunTheirOwnWay() {
        assertThat(home())
                .contains("<p dir=\"auto\">Take three items")
                .containsPattern("</b> <bdi>you can say for each");
    }

    @Test
    void everythingThatIsLeftOutIsToldOnAPageOfItsOwnWhereItIsMoreThanAFew() {
        assertThat(home()).doesNotContain("/home/left-out");
        List<LearningPath.LeftOut> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.addAll(house.path.leftOut());
        }
        house.path = new LearningPath(house.path.steps(), many, 45, 0);

        assertThat(home()).contains("/home/left-out", "All " + many.size() + " items that are left out");
        String page =
                controller.leftOut(HttpRequest.GET("/home/left-out"), learner).body();
        assertThat(page.split("/home/why\\?step=", -1)).hasSize(many.size() + 1);
    }

    @Test
    void offersStartOnlyForWhatCanBeStartedFromHere() {
        assertThat(home()).doesNotContain(">Start ").contains("How to do it").contains("Done when:");

        house.path = new LearningPath(List.of(house.path.steps().get(2)), List.of(), 45, 0);

        assertThat(home())
                .contains("href=\"https://learn.example/mod/quiz/view.php?id=7\" target=\"_top\"")
                .contains(">Start ");
    }

    @Test
    void saysInOneSentenceWhyAStepOfTheFurthestSkillIsNext() {
        var step = house.path.steps().getFirst();
        house.path = new LearningPath(
                List.of(new LearningPath.Step(
                        step.item(),
                        step.towards(),
                        step.minutes(),
                        step.lockedBy(),
                        List.of(
                                new Reason.ClosesGap(step.towards(), .42, .56),
                                new Reason.FurthestFromTarget(step.towards().competency(), 2)))),
                List.of(),
                45,
                0);

        assertThat(home())
                .contains("Applying AI in my role is furthest from your target, and this should take you about half a"
                        + " tier nearer.");
    }

    @Test
    void aReCheckThatIsDueCanBeStartedAndOneThatComesUpOnlySaysWhen() {
        var step = house.path.steps().get(2);
        house.path = new LearningPath(
                house.path.steps(),
                List.of(),
                45,
                0,
                List.of(
                        new LearningPath.Recheck(
                                step.towards(),
                                PretendHouse.NOW,
                                new Reason.RecheckScheduled(30),
                                Optional.of(step.item())),
                        new LearningPath.Recheck(
                                house.path.steps().getFirst().towards(),
                                PretendHouse.NOW.plusSeconds(864_000),
                                new Reason.RecheckScheduled(90),
                                Optional.of(step.item()))),
                Optional.empty());

        assertThat(home())
                .contains("30 days after you reach it, showing it again keeps it.")
                .doesNotContain("90 days after")
                .containsOnlyOnce("Show it now")
                .contains(
                        "href=\"https://learn.example/mod/quiz/view.php?id=7\" target=\"_top\" rel=\"noopener\">Show it now");
    }

    @Test
    void doesNotLinkToAnAddressThatIsNoWebAddress() {
        house.names.elsewhere("own-backlog", "Try it", "javascript:alert(1)");

        assertThat(home()).doesNotContain("javascript:");
    }

    @Test
    void spreadsThePathOverWeeksAndSaysWhatLocks() {
        assertThat(home())
                .contains("This week, to 29 November")
                .contains("Next week")
                .contains("After that")
                .contains("Opens when Applying AI in my role reaches 2 Literate.")
                .contains("Agents in depth")
                .contains("You switched this way of learning off: Workshop.");
    }

    @Test
    void saysWhereTheLearnerStandsAndHowSureThatIs() {
        assertThat(home())
                .contains("3 of 10 targets reached. Targets of: Product manager.")
                .contains("The chance that you are already Literate is about 6 in 10. We say so at 7 in 10.")
                .contains("We do not know yet: nothing has told us about this.")
                .contains("Two tiers to 3 Practitioner")
                .contains("provisional");
    }

    @Test
    void asksForARoleOnlyWhileThereIsNone() {
        assertThat(home()).doesNotContain("All staff targets apply");

        house.role = Optional.empty();

        assertThat(home())
                .contains("All staff targets apply until you choose")
                .contains("action=\"/home/role?t=sealed\"");
    }

    @Test
    void saysThatARoleWaitsForTheTeacher() {
        house.roleRequest = Optional.of(
                new RoleRequest(PretendHouse.SOFIA, Optional.empty(), new JobRoleId("sales"), PretendHouse.NOW));

        assertThat(home()).contains("You asked for the role Sales.");
    }

    @Test
    void saysHowOldItsKnowledgeIsWhenTheRecordStoreIsSilent() {
        house.freshness = new Freshness(true, Optional.of(PretendHouse.NOW.minusSeconds(2160)), false);

        assertThat(home()).contains("We are showing what we knew at 08:55");
    }

    @Test
    void showsANameAsTextWhateverIsInIt() {
        house.name = "<script>alert('x')</script>";
        house.entries.clear();

        assertThat(home()).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    }

    @Test
    void repeatsOnlyWhatAFormOfOursMayHaveDone() {
        assertThat(body(controller.home(request(), learner, Optional.of("done"))))
                .contains("Noted as done.");
        assertThat(body(controller.home(request(), learner, Optional.of("<b>anything</b>"))))
                .doesNotContain("anything")
                .doesNotContain("note good");
    }

    @Test
    void carriesTheSessionInEveryLinkAndTheTokenInEveryForm() {
        String page = home();

        assertThat(page.split("<form").length).isEqualTo(page.split("name=\"csrf\" value=\"csrf-value\"").length);
        assertThat(java.util.regex.Pattern.compile("(?:href|action)=\"(/home[^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(link -> link.endsWith("t=sealed"));
    }

    @Test
    void needsNeitherInlineStyleNorInlineScript() {
        for (String page : List.of(home(), why("own-backlog"), evidence("all"), choices(Optional.empty()))) {
            assertThat(page).doesNotContain("style=").doesNotContain("<style").doesNotContain("onclick");
            assertThat(page.split("<script").length - 1).isEqualTo(page.split("<script src=\"/assets/").length - 1);
        }
    }

    @Test
    void sendsStaffToTheirOwnPage() {
        HttpResponse<String> answer =
                controller.home(request(), PretendHouse.session(Role.INSTRUCTOR), Optional.empty());

        assertThat(answer.code()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/course?t=sealed");
    }

    @Test
    void isKindToSomebodyWhomThePlatformDoesNotName() {
        LtiSession anonymous = PretendHouse.session(Optional.empty(), "en", Role.LEARNER);

        assertThat(body(controller.home(request(), anonymous, Optional.empty())))
                .contains("Waymark does not know who you are")
                .doesNotContain("Your next step");
    }

    @Test
    void speaksSpanishWhenThePlatformDoes() {
        LtiSession spanish = PretendHouse.session(Optional.of("42"), "es_MX", Role.LEARNER);

        assertThat(body(controller.home(request(), spanish, Optional.empty())))
                .contains("<html lang=\"es-MX\"")
                .contains("Tu siguiente paso");
    }

    @Test
    void explainsAStepByWhatItWasComparedWithAndWhatMovedTheEstimate() {
        assertThat(why("own-backlog"))
                .contains("No step that you could start now moves you further towards your targets per hour.")
                .contains("0.42 of a tier")
                .contains("Check a summary against its sources")
                .contains("Which task suits an assistant?")
                .contains("−0.10 down")
                .contains("Your work on other skills")
                .contains("Time since then");
    }

    /** The next step is for a skill two tiers from its target; one that gains more an hour is for a skill one tier away. */
    @Test
    void saysWhyTheNextStepComesBeforeOneThatGainsMore() {
        String why = "It comes before steps that gain more per hour because";
        assertThat(why("own-backlog")).doesNotContain(why);
        rival("C07");
        assertThat(why("own-backlog")).contains(why + " Applying AI in my role is furthest from your target.");
        assertThat(why("bias-list")).doesNotContain(why);
        rival("C09");
        assertThat(why("own-backlog"))
                .as("a rival for the same skill is not put back by that")
                .doesNotContain(why);
    }

    private void rival(String competency) {
        List<LearningPath.Step> steps = new ArrayList<>(house.path.steps());
        String item = competency.equals("C07") ? "bias-list" : "redesign";
        steps.replaceAll(each -> each.item().value().equals(item)
                ? new LearningPath.Step(
                        each.item(),
                        each.towards(),
                        each.minutes(),
                        List.of(),
                        List.of(new Reason.ClosesGap(each.towards(), .9, 1.2)))
                : each);
        house.path = new LearningPath(steps, house.path.leftOut(), house.path.minutes(), 0);
    }

    @Test
    void claimsOnlyChangesThatWerePlanned() {
        assertThat(why("own-backlog"))
                .contains("With steps of 15 minutes at most, none would fit.")
                .contains("Twice the hours a week would not change it.")
                .contains("Without this step, the next would be “Walk one feature through the bias list”.");
        assertThat(house.asked)
                .contains(
                        "preview 120 Optional[15] []",
                        "preview 240 Optional.empty []",
                        "preview 120 Optional.empty [own-backlog]");
    }

    @Test
    void explainsWhyAnItemIsNotOnThePath() {
        assertThat(why("agents"))
                .contains("Why this is not on your path")
                .contains("It goes beyond your target: 4 Expert in Process automation.");
    }

    @Test
    void leadsBackFromAStepThatIsNotThere() {
        assertThat(controller
                        .why(request(), learner, Optional.of("no-such-step"))
                        .code())
                .isEqualTo(303);
        assertThat(controller.why(request(), learner, Optional.of("../etc")).code())
                .isEqualTo(303);
    }

    @Test
    void listsEveryStatementWithWhatBecameOfIt() {
        assertThat(evidence("all"))
                .contains("5 statements: 3 counted, 2 did not.")
                .contains("Counts for 2 Literate in Applying AI in my role, weight 0.8.")
                .contains("Score 70% on 10 questions")
                .contains("Nobody has said which skill this activity is for.")
                .contains("“Which task suits an assistant?” of ")
                .contains("Counts by a suggestion of ours");
        assertThat(evidence("ignored")).contains("Tool tour").doesNotContain("Draft a release note");
    }

    @Test
    void previewsChoicesWithoutKeepingThem() {
        String page = body(steering.choose(request(), learner, form("hours", "4", "act", "look")));

        assertThat(page).contains("With these choices").contains("6 steps, 7 h 35 min.");
        assertThat(house.asked).contains("preview 240 Optional.empty []").doesNotContain("choose");
    }

    @Test
    void supposesAnotherRoleAndATierOnTopOfWhatStaffSetAndKeepsNothing() {
        house.tiersSet.put(new CompetencyId("C02"), Tier.PRACTITIONER);
        Map<String, Object> sent = form("hours", "4", "act", "look");
        sent.putAll(Map.of("suppose-role", "sales", "suppose-skill", "C01", "suppose-tier", "3"));

        String page = body(steering.choose(request(), learner, sent));

        assertThat(house.asked)
                .contains("suppose 240 Optional[sales] {C01=PRACTITIONER, C02=PRACTITIONER}")
                .doesNotContain("choose");
        assertThat(page)
                .contains("<dt>Supposed</dt><dd>Sales</dd>")
                .contains(": 3 Practitioner</dd>")
                .contains("<option value=\"sales\" selected>");
    }

    @Test
    void saysWhatIsOtherwiseWithThePathThanOnTheVisitBefore() {
        assertThat(home()).doesNotContain("since your visit");
        house.choices = new Choices(
                120,
                12,
                Optional.empty(),
                Set.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                Set.of(new LearningItemId("weak-claim")));
        house.before = Optional.of(new PathVisits.Before(
                new PathVisits.Shown(
                        new JobRoleId("sales"),
                        List.of(
                                new LearningItemId("weak-claim"),
                                new LearningItemId("agents"),
                                new LearningItemId("own-backlog")),
                        Map.of()),
                PretendHouse.NOW.minusSeconds(3 * 86_400)));

        assertThat(home())
                .contains("You are measured as Product manager; on your visit of Fri 20 Nov it was another.")
                .contains("<b>Done since then</b></a><br>“Spot the weak claim”, since your visit of Fri 20 Nov.")
                .contains("<b>No longer on your path</b></a><br>“Agents in depth”, since your visit of Fri 20 Nov.")
                .contains("<b>New on your path</b></a><br>“Walk one feature through the bias list”, ")
                .contains(" more, since your visit of Fri 20 Nov.");
    }

    @Test
    void saysWhichTargetsAreOthersThanOnTheVisitBefore() {
        Map<CompetencyId, Tier> then =
                new TreeMap<>(house.inForce(TenantId.FIRST).role(house.role).targets());
        Tier now = java.util.Objects.requireNonNull(then.get(new CompetencyId("C04")));
        then.put(new CompetencyId("C04"), now == Tier.EXPERT ? Tier.AWARE : Tier.EXPERT);
        then.remove(new CompetencyId("C05"));
        then.put(new CompetencyId("C10"), Tier.LITERATE);
        house.before = Optional.of(new PathVisits.Before(
                new PathVisits.Shown(house.role.orElseThrow(), List.of(), then), PretendHouse.NOW.minusSeconds(60)));

        assertThat(home())
                .contains("<b>Your role’s targets</b></a><br>")
                .contains(": the target is now " + now.level() + " ")
                .contains(" is now asked for: ")
                .contains(" is no longer asked for.");
    }

    @Test
    void saysNothingWhereNothingChangedSinceTheVisitBefore() {
        house.entries.clear();
        assertThat(home()).contains("id=\"news\"").contains("Moved up from");
        house.before = Optional.of(new PathVisits.Before(
                new PathVisits.Shown(
                        house.role.orElseThrow(),
                        house.path.steps().stream().map(LearningPath.Step::item).toList(),
                        house.inForce(TenantId.FIRST).role(house.role).targets()),
                PretendHouse.NOW.minusSeconds(3600)));

        assertThat(home()).doesNotContain("id=\"news\"").doesNotContain("Moved up from");
    }

    @Test
    void whatWasReadIsNotedAsOfThePageThatWasRead() {
        assertThat(home())
                .contains("name=\"until\" value=\"" + PretendHouse.NOW.toEpochMilli() + "000\"")
                .contains("action=\"/home/seen?t=sealed\"");
        var seen = new SeenController(visits, face, house);

        assertThat(seen.seen(request(), learner, form("until", "1700000000000000"))
                        .code())
                .isEqualTo(303);
        assertThat(seen.seen(request(), learner, form("until", "yesterday")).code())
                .isEqualTo(303);

        assertThat(house.asked).containsOnlyOnce("seen 2023-11-14T22:13:20Z");
    }

    @Test
    void supposesNothingThatDoesNotExist() {
        Map<String, Object> sent = form("hours", "4", "act", "look");
        sent.putAll(Map.of("suppose-role", "astronaut", "suppose-skill", "C99", "suppose-tier", "7"));

        body(steering.choose(request(), learner, sent));

        assertThat(house.asked).noneMatch(each -> each.startsWith("suppose"));
    }

    @Test
    void keepsChoicesAndSendsTheBrowserOn() {
        HttpResponse<String> answer =
                steering.choose(request(), learner, form("hours", "2,5", "goal-C05", "4", "act", "keep"));

        assertThat(answer.code()).isEqualTo(303);
        assertThat(house.choices.weeklyMinutes()).isEqualTo(150);
        assertThat(house.choices.goals()).hasSize(1);
    }

    @Test
    void showsMistakesBesideTheirFieldsAndKeepsNothing() {
        HttpResponse<String> answer = steering.choose(
                request(), learner, Map.of("hours", "41", "weeks", "1.5", "goal-C01", "2", "act", "keep"));

        assertThat(answer.code()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY.getCode());
        assertThat(body(answer))
                .contains("id=\"hours-error\"")
                .contains("aria-describedby=\"hours-error\"")
                .contains("Choose between 1 and 52 weeks.")
                .contains("Leave at least one way of learning on.")
                .contains("A goal lies between your role’s target and tier 4.")
                .contains("value=\"41\"");
        assertThat(house.asked).doesNotContain("choose");
    }

    @Test
    void asksForARoleOfTheListAndRefusesAnother() {
        house.roleAnswer = RoleAnswer.WAITS_FOR_INSTRUCTOR;

        assertThat(steering.role(request(), learner, Map.of("role", "sales")).header("Location"))
                .startsWith("/home?said=role-waits");
        assertThat(steering.role(request(), learner, Map.of("role", "astronaut"))
                        .code())
                .isEqualTo(422);
        assertThat(house.asked).containsExactly("askForRole sales");
    }

    @Test
    void waivesAndBringsBackOnlyItemsOfTheCatalogue() {
        steering.waive(request(), learner, Map.of("item", "no-such-item"));
        assertThat(house.asked).isEmpty();

        steering.waive(request(), learner, Map.of("item", "clinic"));
        assertThat(house.choices.waived()).hasSize(1);
        assertThat(choices(Optional.empty())).contains("Bring it back");

        steering.waive(request(), learner, Map.of("item", "clinic", "undo", "on"));
        assertThat(house.choices.waived()).isEmpty();
    }

    @Test
    void notForMeAsksForAReasonWhereverItIsSaid() {
        String form = home();
        form = form.substring(form.indexOf("action=\"/home/waive"));
        form = form.substring(0, form.indexOf("</form>"));
        assertThat(form)
                .contains(
                        "<option value=\"\">Why it is not for you</option>", "value=\"NO_ACCESS\">I cannot get at it");

        steering.waive(request(), learner, Map.of("item", "clinic", "because", "NO_ACCESS"));
        assertThat(house.choices.because()).containsValue(NotForMe.NO_ACCESS);
        assertThat(choices(Optional.empty())).contains("I cannot get at it");
    }

    @Test
    void notesWhatIsDoneAndPinsWhatIsWanted() {
        steering.done(request(), learner, Map.of("item", "own-backlog"));
        steering.pin(request(), learner, Map.of("item", "agents"));

        assertThat(house.asked).contains("done own-backlog");
        assertThat(house.choices.pinned()).hasSize(1);
    }

    @Test
    void showsWhatAQuarterOfAnHourWouldBring() {
        assertThat(choices(Optional.of(15))).contains("No step fits these choices.");
        assertThat(house.choices.sitting()).isEmpty();
    }

    @Test
    void saysWhyItIsNotForMeAndSwapsIt() {
        steering.waive(request(), learner, Map.of("item", "clinic", "because", "WRONG_FIELD"));
        assertThat(choices(Optional.empty())).contains("It is not my field");

        steering.swap(request(), learner, Map.of("item", "own-backlog", "other", "agents"));
        assertThat(house.choices.waived()).extracting(Object::toString).contains("own-backlog");
        assertThat(house.choices.pinned()).extracting(Object::toString).containsExactly("agents");

        steering.swap(request(), learner, Map.of("item", "bias-list", "other", "unheard-of"));
        assertThat(house.choices.waived()).extracting(Object::toString).doesNotContain("bias-list");
    }

    @Test
    void plansUntilADayAndRefusesOneThatIsOver() {
        steering.choose(request(), learner, form("by", "2027-02-01", "act", "keep"));
        assertThat(house.choices.deadline()).contains(java.time.LocalDate.parse("2027-02-01"));
        assertThat(body(steering.choose(request(), learner, form("by", "2020-01-01"))))
                .contains("Choose a day within the next year");
    }

    @Test
    void saysWhatTheFirstReasonCountsForAndWhatWouldSettleIt() {
        assertThat(why("own-backlog"))
                .contains("If its first reason did not hold, it would not be on your path.")
                .contains("Three right answers on “Where I stand” would show");
    }

    @Test
    void namesTheShortestOfTheCatalogueThatWouldSettleItWhereNoQuestionsDo() {
        house.questions = false;
        var quiz = new ActivityId("https://learn.example/mod/quiz/view.php?id=7");
        house.settled.put(
                quiz,
                Optional.of(new Alignment(
                        quiz,
                        new TreeSet<>(Set.of(new CompetencyTier(new CompetencyId("C09"), Tier.PRACTITIONER))),
                        EvidenceKind.ASSESSMENT,
                        1,
                        false)));
        house.tells.add("urn:waymark:supposed:check-summary");

        assertThat(why("own-backlog"))
                .contains("“Check a summary against its sources” (45 min), done with 85%, would show")
                .doesNotContain("right answers would show");
    }

    @Test
    void saysOneAfterTheOtherAllThatKeepsAnItemOffThePath() {
        assertThat(why("clinic"))
                .contains("If that did not hold: It takes ")
                .contains("If none of this held, it would be step 2 of ");
    }

    @Test
    void saysWhereAPathDiffersOnlyToStaySteady() {
        house.steady = true;
        assertThat(why("clinic"))
                .contains(
                        "It is left out only so that your path stays steady: a path planned from scratch would have it"
                                + " as step 2 of ")
                .doesNotContain("If what speaks against it");
        assertThat(why("own-backlog"))
                .contains("It is there so that your path stays steady: a path planned from scratch would not have it.")
                .doesNotContain("it would still stand where it stands");
    }

    @Test
    void aStepOnThePathIsKeptThereAndNotPutThere() {
        assertThat(why("bias-list"))
                .contains("If you keep it on your path by your own choice, it would be step ")
                .doesNotContain("If you put it on your path");
    }

    @Test
    void saysThatNothingWouldBeKnownWithoutTheOnePieceThatItRestsOn() {
        assertThat(why("own-backlog")).contains(", which moved it most, you would still be shown at ");
        house.restsOnOnePiece = true;
        assertThat(why("own-backlog"))
                .contains(", which moved it most, we would not know where you stand.")
                .doesNotContain("which moved it most, you would");
    }

    @Test
    void doesNotSayWhereSomebodyWouldBeShownWhoIsNotShownAnywhere() {
        house.placements.replaceAll((id, each) -> new Placement(
                id, false, Tier.AWARE, true, 1, each.atLeastNext(), each.low(), each.high(), Optional.empty()));
        assertThat(why("own-backlog"))
                .contains("We do not know yet: nothing has told us about this.")
                .doesNotContain("which moved it most");
    }

    @Test
    void theFirstReasonIsReadableWhereItIsSpokenOf() {
        String page = why("own-backlog");
        assertThat(page)
                .contains("No step that you could start now moves you further towards your targets per hour.")
                .contains("If its first reason did not hold")
                .contains("<h2 id=\"rs\">All reasons</h2>");
    }

    @Test
    void doesNotCallReadingAWayToSettleAnything() {
        house.questions = false;
        house.tells.add("urn:waymark:supposed:dashboard");

        assertThat(why("dashboard")).doesNotContain("Read a dashboard before you trust it” (");
    }

    static Map<String, Object> form(String... more) {
        Map<String, Object> fields = new java.util.HashMap<>(Map.of("hours", "2", "weeks", "12"));
        fields.put("method", List.of("LAB", "QUIZ", "PROJECT"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private String home() {
        return body(controller.home(request(), learner, Optional.empty()));
    }

    private String why(String step) {
        return body(controller.why(request(), learner, Optional.of(step)));
    }

    private String evidence(String show) {
        return body(controller.evidence(request(), learner, Optional.of(show), Optional.empty()));
    }

    private String choices(Optional<Integer> longest) {
        return body(steering.choices(request(), learner, longest));
    }

    private static HttpRequest<?> request() {
        return HttpRequest.GET("/home");
    }

    private static String body(HttpResponse<String> answer) {
        return answer.getBody(String.class).orElse("");
    }
}
