package dev.waymark.learner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.waymark.shared.Person;
import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalRows;
import dev.waymark.shared.PersonalTable;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Asks all rooms, table by table. No more than a row is in memory at once. */
@Singleton
class StoredRecords implements PersonalRecords {

    private final List<PersonalData> rooms;
    private final PersonalRows rows;
    private final Persons persons;
    private final TransactionOperations<Connection> transactions;
    private final JsonFactory json = new JsonFactory();
    private final Clock clock;

    StoredRecords(
            List<PersonalData> rooms,
            PersonalRows rows,
            Persons persons,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.rooms =
                rooms.stream().sorted(Comparator.comparing(PersonalData::room)).toList();
        this.rows = rows;
        this.persons = persons;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Held> held(TenantId tenant, LearnerId learner) {
        return transactions.executeRead(status -> {
            Person person = persons.of(tenant, learner);
            List<Held> found = new ArrayList<>();
            for (PersonalData room : rooms) {
                Map<String, Long> counts = new LinkedHashMap<>();
                room.tables().forEach(table -> counts.merge(table.what(), rows.count(table, person), Long::sum));
                counts.forEach((what, count) -> {
                    if (count > 0) {
                        found.add(new Held(room.room(), what, count));
                    }
                });
            }
            return found;
        });
    }

    @Override
    public void writeJson(TenantId tenant, LearnerId learner, OutputStream to) throws IOException {
        try (JsonGenerator out = json.createGenerator(to)) {
            out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            out.useDefaultPrettyPrinter();
            Person person = transactions.executeRead(status -> persons.of(tenant, learner));
            out.writeStartObject();
            out.writeStringField("made_at", clock.instant().toString());
            out.writeStringField("learner", learner.toString());
            for (PersonalData room : rooms) {
                out.writeObjectFieldStart(room.room());
                for (Map.Entry<String, List<PersonalTable>> named : byName(room).entrySet()) {
                    out.writeArrayFieldStart(named.getKey());
                    for (PersonalTable table : named.getValue()) {
                        read(table, person, values -> row(out, table, values));
                    }
                    out.writeEndArray();
                }
                out.writeEndObject();
            }
            out.writeEndObject();
        }
    }

    @Override
    public void writeCsv(TenantId tenant, LearnerId learner, OutputStream to) throws IOException {
        Person person = transactions.executeRead(status -> persons.of(tenant, learner));
        try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            for (PersonalData room : rooms) {
                for (Map.Entry<String, List<PersonalTable>> named : byName(room).entrySet()) {
                    zip.putNextEntry(new ZipEntry(named.getKey() + ".csv"));
                    Writer text = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
                    CsvWriter csv = CsvWriter.builder()
                            .lineDelimiter(LineDelimiter.CRLF)
                            .build(text);
                    csv.writeRecord(named.getValue().getFirst().columns().stream()
                            .map(StoredRecords::name)
                            .toList());
                    for (PersonalTable table : named.getValue()) {
                        read(
                                table,
                                person,
                                values -> csv.writeRecord(
                                        values.stream().map(StoredRecords::cell).toList()));
                    }
                    csv.flush();
                    zip.closeEntry();
                }
            }
        }
    }

    /** Tables of a room under names of files: one table that is found in several ways is one, if it shows the same. */
    private static Map<String, List<PersonalTable>> byName(PersonalData room) {
        Map<String, List<PersonalTable>> found = new LinkedHashMap<>();
        for (PersonalTable each : room.tables()) {
            String name = each.what().equals("acts") ? each.table() + "_as_staff" : each.table();
            found.computeIfAbsent(name, any -> new ArrayList<>()).add(each);
        }
        Set<List<String>> shapes = new HashSet<>();
        found.forEach((name, tables) -> {
            shapes.clear();
            tables.forEach(each -> shapes.add(each.columns()));
            if (shapes.size() > 1) {
                throw new IllegalStateException(name + " shows different columns in " + shapes);
            }
        });
        return found;
    }

    private void read(PersonalTable table, Person person, PersonalRows.Reader reader) throws IOException {
        try {
            transactions.executeRead(status -> {
                rows.read(table, person, reader);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void row(JsonGenerator out, PersonalTable table, List<@Nullable Object> values) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < values.size(); i++) {
            out.writeFieldName(name(table.columns().get(i)));
            switch (values.get(i)) {
                case null -> out.writeNull();
                case Integer number -> out.writeNumber(number);
                case Long number -> out.writeNumber(number);
                case Double number -> out.writeNumber(number);
                case Number number -> out.writeNumber(number.toString());
                case String text when isJson(text) -> out.writeRawValue(text);
                case Object other -> out.writeString(other.toString());
            }
        }
        out.writeEndObject();
    }

    /** A whole object or list, which goes into the document as what it is. */
    private boolean isJson(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return false;
        }
        try (JsonParser parser = json.createParser(text)) {
            int depth = 0;
            boolean ended = false;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (ended) {
                    return false;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0;
            }
            return ended;
        } catch (IOException e) {
            return false;
        }
    }

    /** As in other files of ours: what a spreadsheet would take for a formula gets an apostrophe in front. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        return value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }

    private static String name(String column) {
        return column.startsWith("@") ? column.substring(1) : column;
    }
}
