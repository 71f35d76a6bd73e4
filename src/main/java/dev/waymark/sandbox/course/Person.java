package dev.waymark.sandbox.course;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody invented.
 *
 * @param id the LMS's number of the user, which is the {@code sub} of a launch and the account name in statements
 * @param given "" for the one whose name the LMS does not know
 */
public record Person(String id, String given, String family, Kind kind) {

    /** What they are in the course. */
    public enum Kind {
        LEARNER,
        INSTRUCTOR,
        ADMINISTRATOR
    }

    public static final Person ADMINISTRATOR = new Person("2", "Site", "Administrator", Kind.ADMINISTRATOR);
    public static final Person INSTRUCTOR = new Person("3", "Jonas", "Weber", Kind.INSTRUCTOR);
    public static final Person NAMELESS = new Person("17", "", "", Kind.LEARNER);

    /** The twelve with a history, if only an empty one. */
    public static final List<Person> TWELVE = List.of(
            learner("5", "Sofia", "Marín"),
            learner("6", "Kwame", "Mensah"),
            learner("7", "Mei-Ling", "Chen"),
            learner("8", "Aarav", "Iyer"),
            learner("9", "Fatima Zahra", "Benali"),
            learner("10", "Lukas", "Nowak"),
            learner("11", "Thandiwe", "Dlamini"),
            learner("12", "Yuki", "Tanaka"),
            learner("13", "Oluwaseun", "Adeyemi"),
            learner("14", "Camila", "Rojas"),
            learner("15", "Siobhán", "O'Brien"),
            learner("16", "Jiří", "Dvořák"));

    /** Everybody, in the order of the list to choose from. */
    public static final List<Person> ALL = all();

    public static Optional<Person> withId(String id) {
        return ALL.stream().filter(person -> person.id.equals(id)).findFirst();
    }

    /** Those who can get a grade. */
    public static List<Person> learners() {
        return ALL.stream().filter(person -> person.kind == Kind.LEARNER).toList();
    }

    public boolean named() {
        return !given.isEmpty();
    }

    public String fullName() {
        return given + " " + family;
    }

    public String username() {
        return kind.name().toLowerCase(Locale.ROOT) + id;
    }

    public String email() {
        return username() + "@practice.example";
    }

    /** For the list to choose from. */
    public String label() {
        return switch (kind) {
            case LEARNER -> named() ? fullName() : "A learner without a name";
            case INSTRUCTOR -> fullName() + ", instructor";
            case ADMINISTRATOR -> "Administrator";
        };
    }

    private static Person learner(String id, String given, String family) {
        return new Person(id, given, family, Kind.LEARNER);
    }

    private static List<Person> all() {
        var all = new java.util.ArrayList<>(TWELVE);
        all.addAll(List.of(NAMELESS, INSTRUCTOR, ADMINISTRATOR));
        return List.copyOf(all);
    }
}
