package dev.waymark.analytics;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waymark.analytics.DatasetRows.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A row as a JSON object with every shown column, in the order of the dataset; what is not known is null. */
final class Json {

    private Json() {}

    static void write(JsonGenerator out, Dataset dataset, Line line) throws IOException {
        out.writeStartObject();
        List<Column> columns = dataset.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).shown()) {
                continue;
            }
            out.writeFieldName(columns.get(i).name());
            switch (line.values().get(i)) {
                case null -> out.writeNull();
                case String text -> out.writeString(text);
                case Long whole -> out.writeNumber(whole);
                case Double number -> out.writeNumber(number);
                case Boolean yes -> out.writeBoolean(yes);
                case Instant instant -> out.writeString(instant.toString());
                case Object other -> throw new IllegalStateException("no column keeps a " + other.getClass());
            }
        }
        out.writeEndObject();
    }
}
