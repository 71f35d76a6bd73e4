package dev.waymark.competency;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.waymark.competency.Frameworks.Finding;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A CSV file with a header: UTF-8, with or without a mark at its beginning, cells apart by commas or semicolons. Cells that a
 * spreadsheet would run as a formula are written with an apostrophe before them, and read without it.
 *
 * @param header names of columns in lower case, without blanks around them
 */
record CsvTable(List<String> header, List<Line> lines, List<Finding> findings) {

    static final int MOST_LINES = 50_000;

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    /** @param number of the line in the file, from 1 */
    record Line(int number, Map<String, String> cells) {

        /** The cell without blanks around it; empty text if there is none. */
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        Optional<String> some(String column) {
            return Optional.of(cell(column)).filter(text -> !text.isEmpty());
        }
    }

    static CsvTable read(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<Finding> findings = new ArrayList<>();
        List<String> header = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(body))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(body)) {
            for (CsvRecord row : reader) {
                int number = Math.toIntExact(row.getStartingLineNumber());
                if (header.isEmpty()) {
                    row.getFields().forEach(name -> header.add(name.strip().toLowerCase(Locale.ROOT)));
                    twins(header, findings);
                } else if (lines.size() == MOST_LINES) {
                    findings.add(new Finding(number, "", "at most " + MOST_LINES + " lines", "more"));
                    break;
                } else {
                    line(number, row.getFields(), header, findings).ifPresent(lines::add);
                }
            }
        } catch (CsvParseException e) {
            findings.add(new Finding(0, "", "a CSV file", String.valueOf(e.getMessage())));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("reading a text cannot fail", e);
        }
        return new CsvTable(List.copyOf(header), List.copyOf(lines), findings);
    }

    private static Optional<Line> line(int number, List<String> fields, List<String> header, List<Finding> findings) {
        if (fields.size() > header.size()) {
            findings.add(new Finding(number, "", header.size() + " cells, as the header", fields.size() + " cells"));
            return Optional.empty();
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            cells.put(header.get(i), unguarded(fields.get(i).strip()).strip());
        }
        return Optional.of(new Line(number, cells));
    }

    private static void twins(List<String> header, List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        header.stream()
                .filter(name -> !name.isEmpty() && !seen.add(name))
                .forEach(name -> findings.add(new Finding(1, name, "each column once", "twice")));
    }

    private static char separator(String body) {
        int end = body.indexOf('\n');
        String first = end < 0 ? body : body.substring(0, end);
        return first.chars().filter(c -> c == ';').count()
                        > first.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
    }

    /** Says which of these columns are not there. */
    boolean lacks(String... columns) {
        boolean lacking = false;
        for (String column : columns) {
            if (!header.contains(column)) {
                findings.add(new Finding(
                        1,
                        column,
                        "a column of this name",
                        header.isEmpty() ? "no header" : String.join(", ", header)));
                lacking = true;
            }
        }
        return lacking;
    }

    /** Columns such as {@code name_en}, by language. */
    Map<String, String> byLanguage(String prefix) {
        Map<String, String> columns = new HashMap<>();
        header.stream()
                .filter(name -> name.matches(Pattern.quote(prefix) + "_[a-z]{2,3}"))
                .forEach(name -> columns.put(name.substring(prefix.length() + 1), name));
        return columns;
    }

    static String write(List<String> header, List<List<String>> rows) {
        var text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            writer.writeRecord(header.stream().map(CsvTable::guarded).toList());
            for (List<String> row : rows) {
                writer.writeRecord(row.stream().map(CsvTable::guarded).toList());
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException("writing a text cannot fail", e);
        }
        return text.toString();
    }

    static String guarded(String cell) {
        boolean safe = NUMBER.matcher(cell).matches() || !FORMULA.matcher(cell).matches() && !cell.startsWith("'");
        return safe ? cell : "'" + cell;
    }

    private static String unguarded(String cell) {
        return cell.length() > 1
                        && cell.charAt(0) == '\''
                        && (cell.charAt(1) == '\''
                                || FORMULA.matcher(cell.substring(1)).matches())
                ? cell.substring(1)
                : cell;
    }
}
