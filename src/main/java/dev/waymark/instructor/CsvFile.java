package dev.waymark.instructor;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Tables as files that a spreadsheet opens, and does not run: a cell that begins like a formula gets an apostrophe. */
final class CsvFile {

    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    /** Spreadsheets read UTF-8 as something else without it. */
    private static final String MARK = "\uFEFF";

    private CsvFile() {}

    static String of(List<String> head, List<List<String>> lines) {
        var text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            writer.writeRecord(head.stream().map(CsvFile::guarded).toList());
            lines.forEach(line ->
                    writer.writeRecord(line.stream().map(CsvFile::guarded).toList()));
        } catch (IOException e) {
            throw new IllegalStateException("writing a text cannot fail", e);
        }
        return text.toString();
    }

    static String guarded(String cell) {
        boolean safe = NUMBER.matcher(cell).matches()
                || !FORMULA.matcher(cell.stripLeading()).matches()
                        && !FORMULA.matcher(cell).matches();
        return safe ? cell : "'" + cell;
    }

    static HttpResponse<byte[]> download(String text, String name) {
        return HttpResponse.ok((MARK + text).getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.of("text/csv;charset=utf-8"))
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store");
    }
}
