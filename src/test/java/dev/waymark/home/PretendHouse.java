package dev.waymark.home;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.LeftOut;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.Counterfactual.Against;
import dev.waymark.engine.plan.Counterfactual.Difference;
import dev.waymark.engine.plan.Remedy;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.RecordStore;
import dev.waymark.grading.Grades;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Supposed;
import dev.waymark.path.PathVisits;
import dev.waymark.path.Paths;
import dev.waymark.path.WhatIf;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** All rooms behind their front doors, with one learner, Sofia, who has a rich history. What is asked of them is kept. */
public final class PretendHouse
        implements PathVisits,
                Learners,
                Configurations,
                Masteries,
                Supposed,
                Paths,
                WhatIf,
                Grades,
                Ledger,
                RecordStore,
                SessionLinks {

    public static final Instant NOW = Instant.parse("2026-11-23T09:31:00Z");
    public static final LearnerId SOFIA = LearnerId.of("00000000-0000-0000-0000-000000000001");
    public static final CourseId COURSE = new CourseId(1, "2");

    public final List<String> asked = new ArrayList<>();
    public final PretendNames names = new PretendNames();
    public String name = "Sofía Marín";
    public Optional<JobRoleId> role = Optional.of(new JobRoleId("product-manager"));
    public LearningPath path = LearningPath.EMPTY;
    public Choices choices = Choices.DEFAULT;
    public Freshness freshness = new Freshness(true, Optional.of(NOW.minusSeconds(20)), true);
    public List<Grades.Standing> grades = new ArrayList<>();
    public RoleAnswer roleAnswer = RoleAnswer.GRANTED;
    public Optional<RoleRequest> roleRequest = Optional.empty();
    public final List<Ledger.Entry> entries = new ArrayList<>();
    public final List<SeenActivities> seen = new ArrayList<>();
    public final Map<ActivityId, Optional<Alignment>> settled = new TreeMap<>();
    private final List<LearningItem> items = new ArrayList<>();
    private final SortedMap<CompetencyId, MasteryEstimate> estimates = new TreeMap<>();
    final SortedMap<CompetencyId, Placement> placements = new TreeMap<>();
    private final List<Contribution> contributions = new ArrayList<>();
    private final List<Paths.Done> doneLately = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    /** What they were shown on the visit before. */
    public Optional<Before> before = Optional.empty();

    /** Whether the self-check asks about anything. */
    public boolean questions = true;

    /** Activities whose one result shows the next tier. */
    public final Set<String> tells = new TreeSet<>();

    /** Whether a path planned from scratch would differ: what is left out would be on it, what is on it would not. */
    public boolean steady;

    /** Whether nothing would be known of anything without the piece that moved it most. */
    public boolean restsOnOnePiece;

    final TreeMap<CompetencyId, Tier> tiersSet = new TreeMap<>();

    public PretendHouse() {
        item("own-backlog", "Try it on your own backlog", 45, DeliveryMethod.PROJECT, "C09", 2);
        names.task(
                "own-backlog",
                "Try it on your own backlog",
                "Take three items of your backlog and let an assistant draft one part of each. Keep what you would sign.",
                "you can say for each draft what you kept, what you changed and why.");
        item("bias-list", "Walk one feature through the bias list", 35, DeliveryMethod.WORKSHOP, "C07", 3);
        item("check-summary", "Check a summary against its sources", 45, DeliveryMethod.LAB, "C04", 3);
        item("dashboard", "Read a dashboard before you trust it", 90, DeliveryMethod.ONLINE_COURSE, "C05", 3);
        item("redesign", "Redesign one step of your team’s work", 180, DeliveryMethod.PROJECT, "C09", 3);
        item("tip-session", "Give a 20-minute tip session", 60, DeliveryMethod.PEER_MENTORING, "C12", 2);
        item("agents", "Agents in depth", 360, DeliveryMethod.ONLINE_COURSE, "C06", 4);
        item("clinic", "Live prompt clinic", 90, DeliveryMethod.WORKSHOP, "C03", 3);
        item("sources", "Write prompts that ask for sources", 50, DeliveryMethod.LAB, "C03", 3);
        item("weak-claim", "Spot the weak claim", 30, DeliveryMethod.QUIZ, "C04", 2);
        path = richPath();
        doneLately.add(new Paths.Done(id("weak-claim"), Instant.parse("2026-11-19T10:00:00Z"), true));
        doneLately.add(new Paths.Done(id("sources"), Instant.parse("2026-11-17T10:00:00Z"), false));
        estimates();
        ledger();
        grades.add(new Grades.Standing(
                URI.create("https://learn.example/lineitem/1"),
                Optional.of(41.7),
                Optional.empty(),
                Optional.of(new Sent(37.5, NOW.minusSeconds(86_400))),
                Optional.of(Fate.WAITING)));
    }

    public static LtiSession session(Role... roles) {
        return session(Optional.of("42"), "en-GB", roles);
    }

    public static LtiSession session(Optional<String> subject, String locale, Role... roles) {
        return new LtiSession(
                "session",
                TenantId.FIRST,
                new RegistrationId(1),
                "https://learn.example",
                "1",
                subject,
                Optional.of("Sofía Marín"),
                Set.of(roles),
                false,
                COURSE,
                Optional.of("AI at Work"),
                "16",
                locale,
                Optional.empty(),
                "https://learn.example",
                Optional.of("moodle"),
                NOW,
                true);
    }

    private static CompetencyId c(String id) {
        return new CompetencyId(id);
    }

    private static CompetencyTier at(String id, int level) {
        return new CompetencyTier(c(id), Tier.ofLevel(level));
    }

    private static LearningItemId id(String text) {
        return new LearningItemId(text);
    }

    private void item(String id, String title, int minutes, DeliveryMethod method, String competency, int level) {
        boolean bound = id.equals("weak-claim") || id.equals("check-summary");
        items.add(new LearningItem(
                id(id),
                Map.of(at(competency, level), 1.0),
                minutes,
                method,
                false,
                bound
                        ? Optional.of(new ActivityId("https://learn.example/mod/quiz/view.php?id=7"))
                        : Optional.empty()));
        names.task(id, title, "What to do.", "you have done it.");
    }

    private static Step step(
            String item, CompetencyTier towards, int minutes, List<CompetencyTier> locks, Reason... why) {
        return new Step(id(item), towards, minutes, locks, List.of(why));
    }

    private static LearningPath richPath() {
        CompetencyTier lock = at("C09", 2);
        return new LearningPath(
                List.of(
                        step(
                                "own-backlog",
                                at("C09", 2),
                                45,
                                List.of(),
                                new Reason.FurthestFromTarget(c("C09"), 2),
                                new Reason.ClosesGap(at("C09", 2), .42, .56),
                                new Reason.Opens(List.of(id("redesign"), id("tip-session"))),
                                new Reason.SettlesDoubt(at("C09", 2), .58)),
                        step("bias-list", at("C07", 3), 35, List.of(), new Reason.ClosesGap(at("C07", 3), .24, .41)),
                        step(
                                "check-summary",
                                at("C04", 3),
                                45,
                                List.of(),
                                new Reason.ClosesGap(at("C04", 3), .38, .51)),
                        step("dashboard", at("C05", 3), 90, List.of(), new Reason.ClosesGap(at("C05", 3), .55, .37)),
                        step("redesign", at("C09", 3), 180, List.of(lock), new Reason.ClosesGap(at("C09", 3), .8, .27)),
                        step(
                                "tip-session",
                                at("C12", 2),
                                60,
                                List.of(lock),
                                new Reason.ClosesGap(at("C12", 2), .3, .3))),
                List.of(
                        new LeftOut(id("agents"), new Reason.BeyondTarget(at("C06", 4))),
                        new LeftOut(id("clinic"), new Reason.MethodAvoided(DeliveryMethod.WORKSHOP))),
                455,
                0);
    }

    private void place(String id, double mean, double half, int tier, double sure, double next, Placement.Cap... cap) {
        estimates.put(
                c(id),
                new MasteryEstimate(
                        c(id), mean, .4, NOW, 3, false, false, false, Optional.of(NOW.minusSeconds(90_000))));
        placements.put(
                c(id),
                new Placement(
                        c(id),
                        true,
                        Tier.ofLevel(tier),
                        half > .95,
                        sure,
                        tier == 4 ? OptionalDouble.empty() : OptionalDouble.of(next),
                        mean - half,
                        mean + half,
                        cap.length == 0 ? Optional.empty() : Optional.of(cap[0])));
    }

    private void estimates() {
        place("C01", .95, .7, 3, .93, .05);
        place("C02", .42, .9, 2, .99, .58, Placement.Cap.PRACTICAL_MISSING);
        place("C03", 1.0, .8, 3, .9, .1);
        place("C04", -.35, .8, 2, .96, .1);
        place("C05", -.5, 1, 2, .87, .12);
        place("C06", -1.35, 1, 1, 1, .4);
        place("C07", -.15, .8, 2, .98, .2);
        place("C08", -.55, 1.2, 2, .8, .14);
        place("C09", -.95, 1.3, 1, 1, .6);
        place("C10", -2.6, 1.4, 1, 1, .1);
        place("C11", 2.6, 1.2, 4, .8, 0);
        estimates.put(c("C12"), new MasteryEstimate(c("C12"), -1.9, .9, NOW, 0, false, false, true, Optional.empty()));
        placements.put(
                c("C12"),
                new Placement(
                        c("C12"), false, Tier.AWARE, true, 1, OptionalDouble.of(.2), -3.4, -.4, Optional.empty()));
        moved(Cause.DIRECT, "s-1", -1.6, -1.2);
        moved(Cause.RELATED, "s-2", -1.2, -1.05);
        moved(Cause.TIME, "s-3", -1.05, -1.1);
        moved(Cause.DIRECT, "s-3", -1.1, -.95);
        moved(Cause.DIRECT, "s-4", -.8, -.95);
    }

    private void moved(Cause cause, String evidence, double before, double after) {
        contributions.add(new Contribution(c("C09"), cause, new EvidenceId(evidence), NOW, before, after));
    }

    private void ledger() {
        entry(
                "s-4",
                "2026-11-19T10:00:00Z",
                "submitted",
                "Draft a release note",
                new Observation.PracticalRating(.58),
                false);
        ignored("s-9", "2026-11-18T10:00:00Z", "completed", "Tool tour", Mapped.Why.NOT_ALIGNED, Optional.empty());
        entry(
                "s-3",
                "2026-11-17T10:00:00Z",
                "scored",
                "Which task suits an assistant?",
                new Observation.Score(.7, OptionalInt.of(10)),
                true);
        ignored(
                "s-8",
                "2026-11-17T09:58:00Z",
                "answered",
                "Which task suits an assistant? Question 4",
                Mapped.Why.PART_OF_ATTEMPT,
                Optional.of(new EvidenceId("s-3")));
        entry(
                "s-1",
                "2026-11-03T10:00:00Z",
                "completed",
                "Your own rating",
                new Observation.SelfRating(Tier.LITERATE),
                false);
    }

    private void entry(String id, String at, String verb, String activity, Observation seen, boolean suggested) {
        Instant when = Instant.parse(at);
        var evidence = new Evidence(
                new EvidenceId(id),
                when,
                when,
                new ActivityId("https://learn.example/mod/quiz/view.php?id=7"),
                new TreeSet<>(Set.of(at("C09", 2))),
                .8,
                seen);
        entries.add(new Ledger.Entry(
                new EvidenceId(id),
                when,
                when,
                "http://adlnet.gov/expapi/verbs/" + verb,
                Optional.of("https://learn.example/mod/quiz/view.php?id=7"),
                Optional.of(activity),
                "Main record store",
                new Mapped.Counted(
                        new EvidenceId(id),
                        evidence,
                        suggested ? Optional.of(Mapped.Note.SCALED_CONTRADICTS_RAW) : Optional.empty(),
                        suggested)));
    }

    private void ignored(String id, String at, String verb, String name, Mapped.Why why, Optional<EvidenceId> instead) {
        Instant when = Instant.parse(at);
        entries.add(new Ledger.Entry(
                new EvidenceId(id),
                when,
                when,
                "http://adlnet.gov/expapi/verbs/" + verb,
                Optional.of("https://learn.example/mod/page/view.php?id=8"),
                Optional.of(name),
                "Main record store",
                new Mapped.Ignored(new EvidenceId(id), why, instead)));
    }

    // Learners

    @Override
    public Optional<Learner> find(TenantId tenant, LearnerId id) {
        return Optional.of(learner());
    }

    @Override
    public Optional<Learner> bySubject(TenantId tenant, RegistrationId registration, String subject) {
        return subject.equals("42") ? Optional.of(learner()) : Optional.empty();
    }

    private Learner learner() {
        return new Learner(TenantId.FIRST, SOFIA, Optional.of(name), role, NOW.minusSeconds(900_000), NOW);
    }

    @Override
    public Optional<LearnerId> byAgent(TenantId tenant, String agentKey) {
        return Optional.of(SOFIA);
    }

    @Override
    public Set<String> agentsOf(TenantId tenant, LearnerId id) {
        return Set.of("ACCOUNT https://learn.example 42");
    }

    @Override
    public List<Learner> inCourse(TenantId tenant, CourseId course) {
        return List.of(learner());
    }

    @Override
    public Optional<String> subjectOf(TenantId tenant, LearnerId id, RegistrationId registration) {
        return Optional.of("42");
    }

    @Override
    public void setRole(TenantId tenant, LearnerId id, JobRoleId to, Instant when) {
        asked.add("setRole " + to);
    }

    // Configurations

    @Override
    public Published inForce(TenantId tenant) {
        SortedMap<CompetencyId, CutScores> cuts = new TreeMap<>();
        placements.keySet().forEach(competency -> cuts.put(competency, CutScores.DEFAULT));
        Map<CompetencyId, Tier> targets = new TreeMap<>();
        int[] levels = {3, 3, 3, 3, 3, 2, 3, 2, 3, 1, 1, 2};
        for (int i = 0; i < levels.length; i++) {
            targets.put(c("C%02d".formatted(i + 1)), Tier.ofLevel(levels[i]));
        }
        targets.remove(c("C10"));
        targets.remove(c("C11"));
        return new Published(
                "1",
                new Framework("pretend/1", cuts, Set.of()),
                List.of(
                        new JobRole(new JobRoleId("product-manager"), 1, Tier.LITERATE, targets),
                        new JobRole(new JobRoleId("sales"), 1, Tier.AWARE, targets)),
                new JobRole(new JobRoleId("all-staff"), 1, Tier.AWARE, targets),
                items,
                names);
    }

    @Override
    public Optional<Alignment> alignmentOf(TenantId tenant, SeenActivity activity) {
        if (settled.containsKey(activity.id())) {
            return settled.get(activity.id());
        }
        return activity.id().iri().endsWith("7")
                ? Optional.of(new Alignment(
                        activity.id(), new TreeSet<>(Set.of(at("C04", 2))), EvidenceKind.ASSESSMENT, .8, true))
                : Optional.empty();
    }

    @Override
    public void settle(TenantId tenant, ActivityId activity, Optional<Alignment> alignment, String by) {
        asked.add("settle " + activity + " " + alignment.map(Alignment::competencies) + " by " + by);
    }

    @Override
    public Map<ActivityId, Optional<Alignment>> settled(TenantId tenant) {
        return settled;
    }

    // Masteries

    @Override
    public Masteries.Standing at(TenantId tenant, LearnerId learner, Instant asOf) {
        return new Masteries.Standing(new LearnerMastery(NOW, "0", estimates, contributions), placements, 14);
    }

    @Override
    public Masteries.Standing withoutForgetting(TenantId tenant, LearnerId learner, Instant asOf) {
        return at(tenant, learner, asOf);
    }

    @Override
    public List<TierMove> moves(TenantId tenant, LearnerId learner, int limit) {
        return List.of(new TierMove(c("C03"), 2, 3, Instant.parse("2026-11-20T10:00:00Z")));
    }

    // Paths

    @Override
    public Current current(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        List<Gap> gaps = new ArrayList<>();
        for (Map.Entry<CompetencyId, Tier> target :
                inForce(tenant).role(role).targets().entrySet()) {
            Placement placement = java.util.Objects.requireNonNull(placements.get(target.getKey()));
            gaps.add(new Gap(target.getKey(), placement.tier(), placement.known(), target.getValue()));
        }
        gaps.sort((one, other) -> other.tiers() - one.tiers());
        return new Current(path, gaps, doneLately, NOW, 3);
    }

    @Override
    public Current preview(TenantId tenant, LearnerId learner, CourseId course, Choices other, Instant now) {
        asked.add("preview " + other.weeklyMinutes() + " " + other.sitting() + " " + other.waived());
        List<Step> steps = path.steps().stream()
                .filter(step -> !other.waived().contains(step.item()))
                .filter(step ->
                        other.sitting().filter(most -> step.minutes() > most).isEmpty())
                .toList();
        LearningPath preview = new LearningPath(
                steps, path.leftOut(), steps.stream().mapToInt(Step::minutes).sum(), 0);
        return new Current(preview, List.of(), doneLately, NOW, 3);
    }

    @Override
    public Choices choices(TenantId tenant, LearnerId learner, CourseId course) {
        return choices;
    }

    @Override
    public void choose(TenantId tenant, LearnerId learner, CourseId course, Choices kept, Instant now) {
        asked.add("choose");
        choices = kept;
    }

    @Override
    public void done(TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now) {
        asked.add("done " + item);
    }

    // Supposed and WhatIf

    @Override
    public Masteries.Standing with(
            TenantId tenant, LearnerId learner, CourseId course, List<Evidence> more, Instant asOf) {
        asked.add("with " + more.size());
        var then = new TreeMap<>(placements);
        if (more.size() > 1 || tells.contains(more.getFirst().item().toString())) {
            then.replaceAll((id, each) -> new Placement(
                    id,
                    true,
                    Tier.ofLevel(Math.min(4, each.tier().level() + 1)),
                    false,
                    .8,
                    each.atLeastNext(),
                    each.low(),
                    each.high(),
                    Optional.empty()));
        }
        return new Masteries.Standing(at(tenant, learner, asOf).mastery(), then, 9);
    }

    @Override
    public Masteries.Standing without(
            TenantId tenant, LearnerId learner, CourseId course, EvidenceId one, Instant asOf) {
        var then = new TreeMap<>(placements);
        if (restsOnOnePiece) {
            then.replaceAll((id, each) -> new Placement(
                    id, false, Tier.AWARE, true, 1, each.atLeastNext(), each.low(), each.high(), Optional.empty()));
        }
        return new Masteries.Standing(at(tenant, learner, asOf).mastery(), then, 9);
    }

    @Override
    public Current suppose(TenantId tenant, LearnerId learner, CourseId course, Supposition otherwise, Instant now) {
        asked.add("suppose " + otherwise.choices().weeklyMinutes() + " " + otherwise.role() + " " + otherwise.tiers());
        return preview(tenant, learner, course, otherwise.choices(), now);
    }

    @Override
    public Optional<Remedy> remedy(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now) {
        return Optional.of(new Remedy(360, List.of(c("C05"))));
    }

    @Override
    public Optional<Before> note(TenantId tenant, LearnerId learner, CourseId course, Shown now, Instant at) {
        return before;
    }

    @Override
    public void seen(TenantId tenant, LearnerId learner, CourseId course, Instant upTo, Instant at) {
        asked.add("seen " + upTo);
    }

    @Override
    public Optional<Against> against(
            TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now) {
        return path.leftOut().stream()
                .filter(each -> each.item().equals(item))
                .map(each -> steady
                        ? new Against(List.of(), OptionalInt.of(2), path)
                        : new Against(List.of(each.reason(), new Reason.OverBudget(90, 10)), OptionalInt.of(2), path))
                .findFirst();
    }

    @Override
    public Optional<Difference> without(
            TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now) {
        return Optional.of(new Difference(steady ? OptionalInt.empty() : OptionalInt.of(1), OptionalInt.empty(), path));
    }

    @Override
    public Supposition inForce(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        return new Supposition(choices, Optional.empty(), tiersSet);
    }

    @Override
    public void decide(TenantId tenant, LearnerId learner, CourseId course, Supposition what, Decider by, Instant now) {
        asked.add("decide " + by.reason() + " " + what.tiers());
        decisions.add(new Decision(by.who(), now, by.reason(), what, Optional.of(by.until())));
        choices = what.choices();
    }

    @Override
    public List<Decision> decisions(TenantId tenant, LearnerId learner, CourseId course) {
        return decisions;
    }

    // Grades

    @Override
    public List<Grades.Standing> of(TenantId tenant, LearnerId learner, CourseId course) {
        return grades;
    }

    @Override
    public RoleAnswer askForRole(TenantId tenant, LearnerId learner, CourseId course, JobRoleId wanted, Instant when) {
        asked.add("askForRole " + wanted);
        return roleAnswer;
    }

    @Override
    public Optional<RoleRequest> pendingRole(TenantId tenant, LearnerId learner) {
        return roleRequest;
    }

    @Override
    public List<RoleRequest> pendingRoles(TenantId tenant, CourseId course) {
        return roleRequest.stream().toList();
    }

    @Override
    public boolean answerRole(
            TenantId tenant, CourseId course, LearnerId learner, boolean yes, String by, Instant when) {
        asked.add("answerRole " + learner + " " + yes);
        return true;
    }

    // Ledger

    @Override
    public List<Evidence> evidenceOf(TenantId tenant, LearnerId learner) {
        return List.of();
    }

    @Override
    public List<Ledger.Work> worksOf(TenantId tenant, LearnerId learner) {
        return List.of();
    }

    @Override
    public List<Ledger.Entry> entriesOf(TenantId tenant, LearnerId learner) {
        return entries;
    }

    @Override
    public Optional<Ledger.Entry> entry(TenantId tenant, LearnerId learner, EvidenceId id) {
        return entries.stream().filter(entry -> entry.statement().equals(id)).findFirst();
    }

    @Override
    public List<Unlinked> unlinked(TenantId tenant, int limit) {
        return List.of(
                new Unlinked("ACCOUNT https://other.example 77", Optional.of("Somebody Else"), 31, NOW),
                new Unlinked("MBOX mailto:somebody.else@other.example", Optional.of("Somebody Else"), 3, NOW));
    }

    @Override
    public List<SeenActivities> activities(TenantId tenant, int limit) {
        return seen;
    }

    @Override
    public Map<String, Long> totals(TenantId tenant) {
        return Map.of("counted", 3L);
    }

    // RecordStore

    @Override
    public Freshness freshnessOf(TenantId tenant, LearnerId learner) {
        return freshness;
    }

    // SessionLinks

    @Override
    public String to(LtiSession session, String to) {
        return to + (to.contains("?") ? "&" : "?") + "t=sealed";
    }

    @Override
    public String csrf(LtiSession session) {
        return "csrf-value";
    }

    @Override
    public String newWindow(LtiSession session, String to) {
        return to(session, to);
    }
}
