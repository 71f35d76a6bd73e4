package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that people read stand in the message files, where they are translated; and what stands there is read by somebody. */
class WordsOutsideMessagesTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path CODE = Path.of("src/main/java/dev/waymark");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    /** The practice installation is a stage set in English. */
    private static final String SANDBOX = "sandbox";

    /** A name, how codes begin, and a word that a field takes in every language. */
    private static final Set<String> NAMES = Set.of("Waymark", "WM", "WR", "leaves");

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\b(?:aria-label|aria-description|title|placeholder|alt)=\"([^\"]*)\"");

    /** A capital, then at least four words: how a sentence begins. */
    private static final Pattern SENTENCE = Pattern.compile("\"(\\p{Lu}\\p{Ll}+(?: \\p{L}+){4,}[^\"]*)\"");

    /** Between quotes, as in {@code aria-label="${shell.text("home.key")}"} too, where they do not pair. */
    private static final Pattern LITERAL = Pattern.compile("(?<=\")([^\"\\s]{2,})(?=\")");

    @Test
    void noTemplateSaysAWordOfItsOwn() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path template : templates()) {
            String rest = withoutCode(Files.readString(template));
            Matcher attribute = SPOKEN_ATTRIBUTE.matcher(rest);
            while (attribute.find()) {
                words(attribute.group(1)).forEach(word -> found.add(template + ": " + word));
            }
            words(rest.replaceAll("(?s)<(pre|code)\\b.*?</\\1>|<!--.*?-->|<[^>]*>|&[a-z]+;", " "))
                    .forEach(word -> found.add(template + ": " + word));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noFaceSaysASentenceOfItsOwn() throws IOException {
        List<String> found = new ArrayList<>();
        for (String face : List.of("home", "instructor", "admin", "web", "verify")) {
            for (Path source : files(CODE.resolve(face), ".java")) {
                for (String line : Files.readAllLines(source)) {
                    // What goes to the log, to a program or to a developer is not read on a page.
                    boolean ours = line.contains("LOG.") || line.contains("Exception(") || line.contains("imsx_");
                    Matcher sentence = SENTENCE.matcher(line);
                    if (!ours && !line.strip().startsWith("*") && sentence.find()) {
                        found.add(source.getFileName() + ": " + sentence.group(1));
                    }
                }
            }
        }
        // The description of an error for programs that read frameworks (CASE 1.1, imsx_StatusInfo).
        found.removeIf(each -> each.startsWith("CaseController.java"));
        assertThat(found).isEmpty();
    }

    /** Keys that are put together while running are known by how they begin. */
    @Test
    void nothingIsTranslatedThatNobodyReads() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path file : Stream.concat(files(CODE, ".java").stream(), templates().stream())
                .toList()) {
            Matcher literal = LITERAL.matcher(Files.readString(file));
            while (literal.find()) {
                said.add(literal.group(1));
            }
        }
        Set<String> begun = said.stream()
                .filter(each -> each.contains(".") && (each.endsWith(".") || each.endsWith("-")) && each.length() > 4)
                .collect(Collectors.toSet());
        List<String> unread = new ArrayList<>();
        for (Path file : files(MESSAGES, "_en.properties")) {
            Properties keys = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                keys.load(reader);
            }
            keys.stringPropertyNames().stream()
                    .filter(key -> !said.contains(key) && begun.stream().noneMatch(key::startsWith))
                    .filter(key -> !composed(key, said))
                    .forEach(unread::add);
        }
        assertThat(unread).isEmpty();
    }

    /** A key whose end is written out, after a beginning that is a word of the program: {@code name + ".title"}. */
    private static boolean composed(String key, Set<String> said) {
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            String begin = key.substring(0, dot);
            if (said.contains(key.substring(dot)) && (said.contains(begin) || said.contains(begin + "."))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(word -> !NAMES.contains(word))
                .toList();
    }

    /** What of a template is sent as it stands. */
    private static String withoutCode(String template) {
        String text = template.replaceAll("(?m)^@(?:import|param) .*$", "").replaceAll("(?s)<%--.*?--%>", "");
        StringBuilder rest = new StringBuilder();
        int at = 0;
        int calls = 0;
        while (at < text.length()) {
            if (text.startsWith("${", at) || text.startsWith("!{", at) || text.startsWith("$unsafe{", at)) {
                at = past(text, text.indexOf('{', at), '{', '}');
                rest.append(' ');
            } else if (text.charAt(at) == '@' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1))) {
                int end = at + 1;
                while (end < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end))
                                || text.charAt(end) == '.'
                                || text.charAt(end) == '-')) {
                    end++;
                }
                boolean call = end < text.length() && text.charAt(end) == '(';
                int block = call ? blockWithin(text, end) : -1;
                if (block >= 0) {
                    calls++;
                    at = block;
                } else {
                    at = call ? past(text, end, '(', ')') : end;
                }
                rest.append(' ');
            } else if (text.charAt(at) == '`' && calls > 0) {
                // The end of a block; the call goes on with another one or ends.
                int block = blockBefore(text, at + 1);
                if (block >= 0) {
                    at = block;
                } else {
                    calls--;
                    at = text.indexOf(')', at) + 1;
                }
            } else {
                rest.append(text.charAt(at++));
            }
        }
        return rest.toString();
    }

    /** Where the first block of a call begins; -1 if it has none. */
    private static int blockWithin(String text, int open) {
        int end = past(text, open, '(', ')');
        int block = text.indexOf("@`", open);
        return block >= 0 && block < end ? block + 2 : -1;
    }

    private static int blockBefore(String text, int from) {
        int block = text.indexOf("@`", from);
        int close = text.indexOf(')', from);
        return block >= 0 && block < close ? block + 2 : -1;
    }

    /** The place after the bracket that closes the one at {@code open}; brackets in texts do not count. */
    private static int past(String text, int open, char opens, char closes) {
        int depth = 0;
        boolean quoted = false;
        for (int at = open; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '"' && text.charAt(at - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && each == opens) {
                depth++;
            } else if (!quoted && each == closes && --depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    private static List<Path> templates() throws IOException {
        return files(TEMPLATES, ".jte").stream()
                .filter(each -> !each.startsWith(TEMPLATES.resolve(SANDBOX)))
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().endsWith(ending)).sorted().toList();
        }
    }
}
