package dev.waymark.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.waymark.learner.Identities.Field;
import dev.waymark.results.GradeFile.Cell;
import dev.waymark.results.GradeFile.Column;
import dev.waymark.results.GradeFile.Fault;
import dev.waymark.results.GradeFile.Kind;
import dev.waymark.results.GradeFile.Person;
import dev.waymark.results.GradeFile.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of grades: Canvas's gradebook export, Moodle's grade export, or any table with a column that names people
 * and a column for each activity. Cells apart by commas, semicolons or tabs; numbers with a point or a comma.
 */
final class GradeFileReading {

    private static final int MOST_LINES = 20_000;
    private static final int MOST_COLUMNS = 500;
    private static final double MOST_EXTRA = 1.1;

    /** {@code Case study (355)}, as Canvas writes an assignment. */
    private static final Pattern CANVAS_ASSIGNMENT = Pattern.compile("(.*) \\((\\d{1,19})\\)", Pattern.DOTALL);

    /** {@code Quiz: Prompting (Real)}, as Moodle writes an activity. */
    private static final Pattern MOODLE_ITEM = Pattern.compile("[^:]{1,60}:(.+) \\(([^()]+)\\)", Pattern.DOTALL);

    /** {@code Essay (max 20)} or {@code Essay [20]}. */
    private static final Pattern WITH_MAXIMUM =
            Pattern.compile("(.+?)\\s*[\\[(]\\s*(?:max\\.?|out of|/|of)?\\s*([0-9]+(?:[.,][0-9]+)?)\\s*[\\])]");

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("sis user id", Field.SOURCED_ID),
            Map.entry("sis id", Field.SOURCED_ID),
            Map.entry("sourcedid", Field.SOURCED_ID),
            Map.entry("sis login id", Field.USERNAME),
            Map.entry("login id", Field.USERNAME),
            Map.entry("username", Field.USERNAME),
            Map.entry("user name", Field.USERNAME),
            Map.entry("id number", Field.ID_NUMBER),
            Map.entry("idnumber", Field.ID_NUMBER),
            Map.entry("número de id", Field.ID_NUMBER),
            Map.entry("id-nummer", Field.ID_NUMBER),
            Map.entry("canvas user id", Field.CANVAS_USER_ID),
            Map.entry("user id", Field.SUBJECT),
            Map.entry("userid", Field.SUBJECT),
            Map.entry("user_id", Field.SUBJECT),
            Map.entry("sub", Field.SUBJECT));
    private static final Set<String> EMAILS = Set.of(
            "email address", "email", "e-mail", "mail", "dirección de correo", "correo electrónico", "e-mail-adresse");
    private static final Set<String> NAMES = Set.of(
            "student",
            "name",
            "first name",
            "last name",
            "lastname",
            "firstname",
            "nombre",
            "apellido(s)",
            "apellidos",
            "vorname",
            "nachname",
            "full name");
    private static final Set<String> OTHERS = Set.of(
            "section",
            "institution",
            "department",
            "integration id",
            "root account",
            "group",
            "groups",
            "cohort",
            "institución",
            "departamento",
            "abteilung");
    private static final Set<String> TOTALS = Set.of("course total", "total del curso", "kurs gesamt");
    private static final Set<String> EXCUSED = Set.of("ex", "excused", "dispensado");
    private static final Set<String> NOTHING = Set.of("", "-", "–", "n/a", "na", "not submitted");

    private GradeFileReading() {}

    static GradeFile read(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (body.isBlank()) {
            return GradeFile.unreadable(Kind.PLAIN, Fault.EMPTY);
        }
        List<CsvRecord> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(body))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(body)) {
            for (CsvRecord row : reader) {
                if (rows.size() > MOST_LINES) {
                    return GradeFile.unreadable(Kind.PLAIN, Fault.TOO_LONG);
                }
                rows.add(row);
            }
        } catch (CsvParseException e) {
            return GradeFile.unreadable(Kind.PLAIN, Fault.NOT_CSV);
        } catch (IOException e) {
            throw new IllegalStateException("reading a text cannot fail", e);
        }
        List<String> header =
                rows.getFirst().getFields().stream().map(String::strip).toList();
        return header.size() > MOST_COLUMNS
                ? GradeFile.unreadable(Kind.PLAIN, Fault.TOO_LONG)
                : new Sheet(header, rows.subList(1, rows.size())).read();
    }

    private static char separator(String body) {
        int end = body.indexOf('\n');
        String first = end < 0 ? body : body.substring(0, end);
        char best = ',';
        for (char each : new char[] {';', '\t'}) {
            if (count(first, each) > count(first, best)) {
                best = each;
            }
        }
        return best;
    }

    private static long count(String text, char each) {
        return text.chars().filter(c -> c == each).count();
    }

    /** One file in the making. */
    private static final class Sheet {
        private final List<String> header;
        private final List<CsvRecord> rows;
        private final Kind kind;
        private final Map<Integer, Field> ids = new LinkedHashMap<>();
        private final List<Integer> names = new ArrayList<>();
        private final List<String> passedOver = new ArrayList<>();
        private final Map<Integer, Column> columns = new LinkedHashMap<>();
        private int email = -1;

        Sheet(List<String> header, List<CsvRecord> rows) {
            this.header = header;
            this.rows = rows;
            this.kind = kindOf(header);
        }

        private static Kind kindOf(List<String> header) {
            List<String> low =
                    header.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
            boolean canvas = low.contains("id")
                    && low.contains("section")
                    && (low.contains("student") || low.contains("lastname"));
            if (canvas) {
                return Kind.CANVAS;
            }
            boolean moodle = header.stream()
                            .anyMatch(each -> MOODLE_ITEM.matcher(each).matches())
                    && low.stream().anyMatch(each -> FIELDS.get(each) == Field.ID_NUMBER || EMAILS.contains(each));
            return moodle ? Kind.MOODLE : Kind.PLAIN;
        }

        GradeFile read() {
            List<String> possible = pointsPossible();
            for (int i = 0; i < header.size(); i++) {
                place(i, possible);
            }
            if (ids.isEmpty() && email < 0) {
                return GradeFile.unreadable(kind, Fault.NO_PERSON_COLUMN);
            }
            if (columns.isEmpty()) {
                return GradeFile.unreadable(kind, Fault.NO_RESULT_COLUMN);
            }
            List<Person> people = new ArrayList<>();
            for (CsvRecord row : rows) {
                person(row).ifPresent(people::add);
            }
            return new GradeFile(kind, List.of(), List.copyOf(columns.values()), people, passedOver);
        }

        /** Canvas's row of maxima, and the one of the same name in a plain file. */
        private List<String> pointsPossible() {
            return rows.stream()
                    .limit(3)
                    .filter(Sheet::isPossible)
                    .findFirst()
                    .map(CsvRecord::getFields)
                    .orElse(List.of());
        }

        private static boolean isPossible(CsvRecord row) {
            String first = row.getField(0).strip().toLowerCase(Locale.ROOT);
            return Set.of("points possible", "maximum", "max", "puntos posibles", "mögliche punkte")
                    .contains(first);
        }

        private void place(int i, List<String> possible) {
            String title = header.get(i);
            String low = title.toLowerCase(Locale.ROOT);
            String top = i < possible.size() ? possible.get(i).strip() : "";
            Field field = kind == Kind.CANVAS && low.equals("id") ? Field.CANVAS_USER_ID : FIELDS.get(low);
            if (field == null && kind == Kind.PLAIN && low.equals("id")) {
                field = Field.SUBJECT;
            }
            if (field != null) {
                ids.put(i, field);
            } else if (EMAILS.contains(low)) {
                email = i;
            } else if (NAMES.contains(low)) {
                names.add(i);
            } else if (!title.isBlank() && !OTHERS.contains(low)) {
                columnOf(i, title, top).ifPresentOrElse(column -> columns.put(i, column), () -> passedOver.add(title));
            }
        }

        private Optional<Column> columnOf(int i, String title, String top) {
            // Of an assignment of no points nothing can be said, until somebody says of how many.
            OptionalDouble possible = number(top);
            if (possible.isPresent() && possible.getAsDouble() <= 0) {
                possible = OptionalDouble.empty();
            }
            if (kind == Kind.CANVAS) {
                Matcher assignment = CANVAS_ASSIGNMENT.matcher(title);
                return assignment.matches() && !top.startsWith("(")
                        ? Optional.of(new Column(
                                i, assignment.group(1).strip(), Optional.of(assignment.group(2)), possible, false))
                        : Optional.empty();
            }
            if (kind == Kind.MOODLE) {
                Matcher item = MOODLE_ITEM.matcher(title);
                if (!item.matches() || TOTALS.contains(item.group(1).strip().toLowerCase(Locale.ROOT))) {
                    return Optional.empty();
                }
                String shown = item.group(2).toLowerCase(Locale.ROOT);
                boolean percent = shown.startsWith("per") || shown.startsWith("por") || shown.startsWith("pro");
                boolean words = shown.startsWith("letter") || shown.startsWith("feedback") || shown.startsWith("letra");
                return words
                        ? Optional.empty()
                        : Optional.of(new Column(i, item.group(1).strip(), Optional.empty(), possible, percent));
            }
            Matcher maximum = WITH_MAXIMUM.matcher(title);
            boolean percent = title.contains("%");
            if (maximum.matches()) {
                return Optional.of(
                        new Column(i, maximum.group(1).strip(), Optional.empty(), number(maximum.group(2)), false));
            }
            return Optional.of(new Column(i, title.replace("(%)", "").strip(), Optional.empty(), possible, percent));
        }

        private Optional<Person> person(CsvRecord row) {
            if (isPossible(row)) {
                return Optional.empty();
            }
            Map<Field, String> found = new EnumMap<>(Field.class);
            ids.forEach((i, field) -> {
                String value = cell(row, i);
                if (!value.isEmpty()) {
                    found.putIfAbsent(field, value);
                }
            });
            Optional<String> mail = Optional.of(
                            email < 0 ? "" : cell(row, email).toLowerCase(Locale.ROOT))
                    .filter(text -> text.contains("@"));
            String name = String.join(
                    " ",
                    names.stream()
                            .map(i -> cell(row, i))
                            .filter(text -> !text.isEmpty())
                            .toList());
            boolean nobody = found.isEmpty() && mail.isEmpty();
            if (nobody && kind == Kind.CANVAS) {
                return Optional.empty(); // the row that says which columns are hidden
            }
            boolean test = kind == Kind.CANVAS
                    && (name.equals("Student, Test") || name.equals("Test Student"))
                    && !found.containsKey(Field.SOURCED_ID);
            Map<Integer, Cell> cells = new HashMap<>();
            columns.forEach((i, column) -> cells.put(i, cellOf(cell(row, i), column)));
            return Optional.of(
                    new Person(Math.toIntExact(row.getStartingLineNumber()), name, found, mail, test, cells));
        }

        private static String cell(CsvRecord row, int i) {
            String text = i < row.getFieldCount() ? row.getField(i).strip() : "";
            // An apostrophe keeps a spreadsheet from running a cell.
            return text.startsWith("'") ? text.substring(1).strip() : text;
        }
    }

    static Cell cellOf(String cell, Column column) {
        String low = cell.toLowerCase(Locale.ROOT);
        if (NOTHING.contains(low)) {
            return new Cell.Blank();
        }
        if (EXCUSED.contains(low)) {
            return new Cell.Excused();
        }
        boolean percent = column.percent() || cell.endsWith("%");
        int slash = cell.indexOf('/');
        OptionalDouble points = number(
                cell.endsWith("%")
                        ? cell.substring(0, cell.length() - 1)
                        : slash > 0 ? cell.substring(0, slash) : cell);
        OptionalDouble possible =
                percent ? OptionalDouble.of(100) : slash > 0 ? number(cell.substring(slash + 1)) : column.possible();
        if (points.isEmpty()) {
            return new Cell.Unreadable(cut(cell), Problem.NOT_A_NUMBER);
        }
        if (points.getAsDouble() < 0) {
            return new Cell.Unreadable(cut(cell), Problem.BELOW_ZERO);
        }
        if (possible.isEmpty() || possible.getAsDouble() <= 0) {
            return new Cell.Unreadable(cut(cell), Problem.NO_MAXIMUM);
        }
        return points.getAsDouble() > possible.getAsDouble() * MOST_EXTRA
                ? new Cell.Unreadable(cut(cell), Problem.FAR_ABOVE_THE_MAXIMUM)
                : new Cell.Score(points.getAsDouble(), possible.getAsDouble());
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** With a point or a comma; what could be either a thousand or a fraction is read as a fraction. */
    static OptionalDouble number(String text) {
        String plain = text.strip().replace(',', '.');
        if (!plain.matches("[+-]?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(plain));
    }

    /** Titles that occur twice cannot be told apart by what they say. */
    static Set<String> twins(List<Column> columns) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        columns.forEach(each -> {
            if (!seen.add(each.title() + each.id().orElse(""))) {
                twice.add(each.title());
            }
        });
        return twice;
    }
}
