package dev.waymark.analytics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.waymark.analytics.DatasetRows.Line;
import dev.waymark.shared.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A whole dataset as a stream. A page is read only when the one before has gone to the reader, so that a tenant of any size
 * costs the memory of one page, and no transaction is open while a slow reader reads. Rows that change meanwhile are given
 * as they are when their page is read.
 */
final class Export implements Enumeration<InputStream> {

    static final int PAGE = 2000;

    private final DatasetRows rows;
    private final TenantId tenant;
    private final Dataset dataset;
    private final Format format;
    private final Optional<Instant> since;
    private Optional<List<Object>> after = Optional.empty();
    private boolean begun;
    private boolean more = true;

    enum Format {
        CSV("text/csv; charset=utf-8"),
        JSONL("application/x-ndjson");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Format> of(String extension) {
            return switch (extension) {
                case "csv" -> Optional.of(CSV);
                case "jsonl" -> Optional.of(JSONL);
                default -> Optional.empty();
            };
        }
    }

    private Export(DatasetRows rows, TenantId tenant, Dataset dataset, Format format, Optional<Instant> since) {
        this.rows = rows;
        this.tenant = tenant;
        this.dataset = dataset;
        this.format = format;
        this.since = since;
    }

    static InputStream of(DatasetRows rows, TenantId tenant, Dataset dataset, Format format, Optional<Instant> since) {
        return new SequenceInputStream(new Export(rows, tenant, dataset, format, since));
    }

    @Override
    public boolean hasMoreElements() {
        return more;
    }

    @Override
    public InputStream nextElement() {
        if (!more) {
            throw new NoSuchElementException("the dataset has ended");
        }
        List<Line> page = rows.page(tenant, dataset, after, since, PAGE);
        more = page.size() == PAGE;
        if (!page.isEmpty()) {
            after = Optional.of(DatasetRows.keyOf(dataset, page.getLast()));
        }
        var bytes = new ByteArrayOutputStream();
        try {
            switch (format) {
                case CSV -> csv(page, bytes);
                case JSONL -> jsonLines(page, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begun = true;
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private void csv(List<Line> page, ByteArrayOutputStream bytes) throws IOException {
        List<Column> columns = dataset.columns();
        try (Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            if (!begun) {
                csv.writeRecord(dataset.shown().stream().map(Column::name).toList());
            }
            for (Line line : page) {
                csv.writeRecord(java.util.stream.IntStream.range(0, columns.size())
                        .filter(i -> columns.get(i).shown())
                        .mapToObj(i -> cell(line.values().get(i)))
                        .toList());
            }
        }
    }

    /**
     * A text from outside that a spreadsheet would take for a formula gets an apostrophe in front: whoever opens the file
     * must not run what a platform or a person named something. JSON lines keep it as it is.
     *
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
     */
    static String cell(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        return value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }

    private void jsonLines(List<Line> page, ByteArrayOutputStream bytes) throws IOException {
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
            for (Line line : page) {
                Json.write(out, dataset, line);
            }
            out.writeRaw(page.isEmpty() ? "" : "\n");
        }
    }
}
