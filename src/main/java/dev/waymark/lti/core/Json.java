package dev.waymark.lti.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the JSON of tokens strictly: two members of one name are refused, because two readers could each believe
 * another one of them (RFC 8725, 2.4), and depth is bounded. Objects are maps, arrays lists, numbers {@link BigDecimal};
 * a member that is {@code null} counts as absent.
 */
final class Json {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Why a text is no JSON object that we accept. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** Reads one object and nothing after it. */
    static Map<String, Object> object(String text) throws Malformed {
        var reader = new Json(text);
        reader.blanks();
        if (reader.peek() != '{') {
            throw reader.malformed("expected an object");
        }
        Map<String, Object> object = reader.members(0);
        reader.blanks();
        if (reader.at != text.length()) {
            throw reader.malformed("expected the end");
        }
        return object;
    }

    /** Reads one array and nothing after it; empty if it is none. */
    static Optional<List<Object>> list(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return object("{\"list\":" + stripped + "}").get("list") instanceof List<?> list
                    ? Optional.of(List.copyOf(list))
                    : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> members(int depth) throws Malformed {
        Map<String, Object> members = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        take('{');
        blanks();
        if (peek() == '}') {
            at++;
            return members;
        }
        while (true) {
            blanks();
            String name = string();
            if (!names.add(name)) {
                throw malformed("two members of the same name");
            }
            blanks();
            take(':');
            value(depth + 1).ifPresent(value -> members.put(name, value));
            blanks();
            if (peek() == ',') {
                at++;
            } else {
                take('}');
                return members;
            }
        }
    }

    private List<Object> elements(int depth) throws Malformed {
        List<Object> elements = new ArrayList<>();
        take('[');
        blanks();
        if (peek() == ']') {
            at++;
            return elements;
        }
        while (true) {
            value(depth + 1).ifPresent(elements::add);
            blanks();
            if (peek() == ',') {
                at++;
            } else {
                take(']');
                return elements;
            }
        }
    }

    private Optional<Object> value(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw malformed("nested deeper than " + DEEPEST);
        }
        blanks();
        switch (peek()) {
            case '{':
                return Optional.of(members(depth));
            case '[':
                return Optional.of(elements(depth));
            case '"':
                return Optional.of(string());
            case 't':
                word("true");
                return Optional.of(true);
            case 'f':
                word("false");
                return Optional.of(false);
            case 'n':
                word("null");
                return Optional.empty();
            default:
                return Optional.of(number());
        }
    }

    private String string() throws Malformed {
        take('"');
        var found = new StringBuilder();
        while (true) {
            char next = next();
            if (next == '"') {
                return whole(found.toString());
            }
            if (next < ' ') {
                throw malformed("a control character in a string");
            }
            found.append(next == '\\' ? escaped() : next);
        }
    }

    /** Half of a surrogate pair becomes a question mark in a database, and so another person's id or nobody's. */
    private String whole(String text) throws Malformed {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw malformed("half of a surrogate pair in a string");
            }
        }
        return text;
    }

    private char escaped() throws Malformed {
        char next = next();
        switch (next) {
            case '"':
            case '\\':
            case '/':
                return next;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw malformed("expected four hexadecimal digits");
                    }
                    code = code * 16 + digit;
                }
                return (char) code;
            default:
                throw malformed("an unknown escape");
        }
    }

    private BigDecimal number() throws Malformed {
        int start = at;
        while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.length() > LONGEST_NUMBER || !digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
            throw malformed("expected a value");
        }
        return new BigDecimal(digits);
    }

    private void word(String word) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw malformed("expected a value");
        }
        at += word.length();
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw malformed("ended too early");
        }
        return text.charAt(at);
    }

    private char next() throws Malformed {
        char next = peek();
        at++;
        return next;
    }

    private void take(char expected) throws Malformed {
        if (peek() != expected) {
            throw malformed("expected " + expected);
        }
        at++;
    }

    private Malformed malformed(String what) {
        return new Malformed(what + " at character " + at);
    }
}
