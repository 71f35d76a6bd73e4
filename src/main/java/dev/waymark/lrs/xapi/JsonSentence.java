package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** What a JSON reader complains of, without quoting the text, which may hold names. */
final class JsonSentence {

    private JsonSentence() {}

    static String of(IOException e) {
        if (e instanceof JsonProcessingException json) {
            var where = json.getLocation();
            String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
            return e.getClass().getSimpleName() + place;
        }
        return e.getClass().getSimpleName();
    }
}
