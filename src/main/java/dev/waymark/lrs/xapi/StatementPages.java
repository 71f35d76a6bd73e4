package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads pages of statements: in one go where all are sound, as nearly always. Where one is not, the page is walked to find
 * where each begins and ends; each is then read by itself, so that a bad one becomes an {@link Unusable} and its
 * neighbours are untouched.
 */
public final class StatementPages {

    /** No page may be longer, in bytes once unpacked. */
    public static final int BODY_CEILING = 10 * 1024 * 1024;

    private static final int DEEPEST = 100;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /**
     * For finding where statements begin and end, whatever is in them: what JSON forbids, but tools write, and what is too
     * deep or too long to be read, is passed over here and complained of statement by statement.
     */
    private static final JsonFactory WALK = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(BODY_CEILING)
                    .maxNameLength(BODY_CEILING)
                    .maxNumberLength(BODY_CEILING)
                    .build())
            .build();

    private StatementPages() {}

    /**
     * Reads a StatementResult (xAPI 1.0.3 Data 4.2).
     *
     * @throws PageUnreadable if the body is no JSON object, or not one to its end
     */
    public static StatementPage read(byte[] body) throws PageUnreadable {
        if (body.length > BODY_CEILING) {
            throw new PageUnreadable("a page has at most " + BODY_CEILING + " bytes, found " + body.length
                    + " (raise the LRS's limit?)");
        }
        byte[] plain = Utf8.withoutMark(body);
        Optional<StatementPage> sound = readAtOnce(plain);
        return sound.isPresent() ? sound.get() : readOneByOne(Utf8.mended(plain));
    }

    /** The page in one go, which is twice as fast; empty if anything in it is not as it should be. */
    static Optional<StatementPage> readAtOnce(byte[] body) {
        List<Statement> statements = new ArrayList<>();
        Optional<String> more = Optional.empty();
        boolean sawStatements = false;
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("statements") && value == JsonToken.START_ARRAY) {
                    sawStatements = true;
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        statements.add(StatementParsing.readWithin(json, body));
                    }
                    if (json.currentToken() != JsonToken.END_ARRAY) {
                        return Optional.empty();
                    }
                } else if (name.equals("more") && value == JsonToken.VALUE_STRING) {
                    more = Optional.of(json.getText()).filter(text -> !text.isBlank());
                } else {
                    json.skipChildren();
                }
            }
            if (goesOn(json)) {
                return Optional.empty();
            }
        } catch (IOException | StatementParsing.Bad | RuntimeException e) {
            return Optional.empty(); // statement by statement there will be a reason
        }
        return sawStatements ? Optional.of(new StatementPage(statements, List.of(), more)) : Optional.empty();
    }

    static StatementPage readOneByOne(byte[] body) throws PageUnreadable {
        try (JsonParser json = WALK.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new PageUnreadable("expected a StatementResult object (xAPI 1.0.3 Data 4.2), found "
                        + (json.currentToken() == null ? "nothing" : json.currentToken()));
            }
            return readResult(json, body);
        } catch (IOException e) {
            throw new PageUnreadable("not JSON to its end: " + JsonSentence.of(e));
        }
    }

    private static StatementPage readResult(JsonParser json, byte[] body) throws IOException, PageUnreadable {
        List<Statement> statements = new ArrayList<>();
        List<Unusable> unusable = new ArrayList<>();
        Optional<String> more = Optional.empty();
        boolean sawStatements = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("statements") && value == JsonToken.START_ARRAY) {
                sawStatements = true;
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    add(slice(json, body), statements, unusable);
                }
            } else if (name.equals("more") && value == JsonToken.VALUE_STRING) {
                more = Optional.of(json.getText()).filter(text -> !text.isBlank());
            } else {
                json.skipChildren();
            }
        }
        if (goesOn(json)) {
            throw new PageUnreadable("expected the end of the body behind the StatementResult, found more: a brace or a"
                    + " bracket too many closes it early, and statements may follow");
        }
        if (!sawStatements) {
            throw new PageUnreadable(
                    "expected \"statements\" in the StatementResult (xAPI 1.0.3 Data 4.2), found none");
        }
        return new StatementPage(statements, unusable, more);
    }

    /** True if anything but blanks stands behind the object that was read: what was taken for its end is none. */
    private static boolean goesOn(JsonParser json) throws IOException {
        return json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null;
    }

    /** Reads one statement by itself. */
    public static StatementPage readOne(String raw) {
        List<Statement> statements = new ArrayList<>();
        List<Unusable> unusable = new ArrayList<>();
        add(raw, statements, unusable);
        return new StatementPage(statements, unusable, Optional.empty());
    }

    private static void add(String raw, List<Statement> statements, List<Unusable> unusable) {
        var parsing = new StatementParsing(raw);
        try {
            statements.add(parsing.read());
        } catch (StatementParsing.Bad bad) {
            unusable.add(new Unusable(raw, parsing.id(), String.valueOf(bad.getMessage())));
        } catch (IOException e) {
            unusable.add(new Unusable(raw, parsing.id(), "not readable as JSON: " + JsonSentence.of(e)));
        } catch (RuntimeException e) {
            // Whatever else there is: one statement fails, never its page.
            unusable.add(new Unusable(
                    raw, parsing.id(), "could not be read: " + e.getClass().getSimpleName()));
        }
    }

    /** The bytes of the value at which the parser stands; afterwards it stands at its end. */
    private static String slice(JsonParser json, byte[] body) throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        return new String(body, from, to - from, StandardCharsets.UTF_8).strip();
    }
}
