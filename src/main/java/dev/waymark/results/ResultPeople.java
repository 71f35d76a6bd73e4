package dev.waymark.results;

import dev.waymark.learner.Identities;
import dev.waymark.learner.Identities.Field;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.results.GradeFile.Person;
import dev.waymark.results.ResultFiles.Standing;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who the people of a file are: by what their platform calls them, never by name. Somebody who has not launched yet waits
 * under the account that the file gives them, and has it from their first launch of the same course on.
 */
@Singleton
class ResultPeople {

    /** The surest first. */
    private static final List<Field> ORDER = List.of(
            Field.SUBJECT, Field.CANVAS_USER_ID, Field.SOURCED_ID, Field.ID_NUMBER, Field.USERNAME, Field.EMAIL);

    /**
     * @param agent key of the account that the statements name; blank where nothing is taken
     * @param waitsBy by what somebody is recognised later
     */
    record Resolved(Standing standing, Optional<LearnerId> learner, String agent, Map<Field, String> waitsBy) {}

    private final Identities identities;
    private final Learners learners;
    private final ResultRows rows;
    private final ResultAuthor author;
    private final Clock clock;

    ResultPeople(Identities identities, Learners learners, ResultRows rows, ResultAuthor author, Clock clock) {
        this.identities = identities;
        this.learners = learners;
        this.rows = rows;
        this.author = author;
        this.clock = clock;
    }

    /**
     * Who each is, in the order of the file.
     *
     * @param known digests of persons who have results in this course already
     */
    List<Resolved> resolve(TenantId tenant, CourseId course, List<Person> people, Set<String> known) {
        Set<LearnerId> here = learners.inCourse(tenant, course).stream()
                .map(Learners.Learner::id)
                .collect(Collectors.toSet());
        var registration = new RegistrationId(course.registration());
        boolean mail = identities.mailVouched(tenant).contains(registration);
        Set<String> seen = new java.util.HashSet<>();
        List<Resolved> resolved = new ArrayList<>();
        for (Person person : people) {
            Resolved each = resolve(tenant, course, registration, person, here, mail, known);
            boolean twice = !each.agent().isEmpty() && !seen.add(each.agent());
            resolved.add(twice ? new Resolved(Standing.TWICE, each.learner(), "", Map.of()) : each);
        }
        return resolved;
    }

    private Resolved resolve(
            TenantId tenant,
            CourseId course,
            RegistrationId registration,
            Person person,
            Set<LearnerId> here,
            boolean mail,
            Set<String> known) {
        if (person.testStudent()) {
            return new Resolved(Standing.TEST_STUDENT, Optional.empty(), "", Map.of());
        }
        Map<Field, String> ids = new EnumMap<>(person.ids().isEmpty() ? new EnumMap<>(Field.class) : person.ids());
        person.email().ifPresent(address -> ids.put(Field.EMAIL, address));
        SequencedMap<Field, String> inOrder = new LinkedHashMap<>();
        for (Field field : ORDER) {
            Optional.ofNullable(ids.get(field)).ifPresent(value -> inOrder.put(field, value));
        }
        Optional<LearnerId> learner = inOrder.entrySet().stream()
                .flatMap(each -> find(tenant, registration, each.getKey(), each.getValue(), mail).stream())
                .findFirst();
        if (learner.isPresent() && !here.contains(learner.get())) {
            return new Resolved(Standing.NOT_IN_THIS_COURSE, learner, "", Map.of());
        }
        List<String> agents = new ArrayList<>();
        learner.ifPresent(id -> agents.add(author.agent(course, "learner " + id).key()));
        inOrder.forEach((field, value) ->
                agents.add(author.agent(course, accountName(field, value)).key()));
        if (agents.isEmpty()) {
            return new Resolved(Standing.NAMELESS, Optional.empty(), "", Map.of());
        }
        String agent = agents.stream()
                .filter(each -> known.contains(AgentKey.hash(each)))
                .findFirst()
                .orElse(agents.getFirst());
        return new Resolved(
                learner.isPresent() ? Standing.KNOWN : Standing.NOT_YET_HERE,
                learner,
                agent,
                learner.isPresent() ? Map.of() : ids);
    }

    private Optional<LearnerId> find(
            TenantId tenant, RegistrationId registration, Field field, String value, boolean mail) {
        if (field == Field.EMAIL) {
            return mail ? learners.byAgent(tenant, AgentKey.mbox(value).key()) : Optional.empty();
        }
        return identities.byField(tenant, registration, field, value);
    }

    /** An address does not stand in the account, only its digest. */
    private static String accountName(Field field, String value) {
        return field.name().toLowerCase(java.util.Locale.ROOT) + " "
                + (field == Field.EMAIL ? AgentKey.hash(value) : value);
    }

    /** Gives somebody who launches what waited for them in this course. */
    @EventListener
    void onLaunch(LaunchAccepted accepted) {
        TenantId tenant = accepted.tenant();
        Optional<Learners.Learner> learner = accepted.launch()
                .subject()
                .flatMap(subject -> learners.bySubject(tenant, accepted.registration(), subject));
        if (learner.isEmpty()) {
            return;
        }
        LearnerId id = learner.get().id();
        CourseId course = CourseId.of(
                accepted.registration().value(),
                accepted.launch().context().map(each -> each.id()),
                accepted.launch().resourceLink().id());
        if (learners.inCourse(tenant, course, id).isEmpty()) {
            return;
        }
        Map<Field, String> said = new EnumMap<>(Field.class);
        said.putAll(identities.fieldsOf(tenant, accepted.registration(), id));
        accepted.launch().subject().ifPresent(subject -> said.put(Field.SUBJECT, subject));
        learners.agentsOf(tenant, id).stream()
                .filter(key -> key.startsWith("MBOX "))
                .findFirst()
                .ifPresent(key -> said.put(Field.EMAIL, key.substring("MBOX mailto:".length())));
        said.forEach((field, value) -> rows
                .awaited(tenant, accepted.registration().value(), field, value)
                .stream()
                .filter(each -> each.course().equals(ResultRows.hash(course)))
                .forEach(each -> {
                    if (identities.link(tenant, each.agentKey(), id, "results file", clock.instant())) {
                        rows.linked(tenant, each, clock.instant());
                    }
                }));
    }
}
