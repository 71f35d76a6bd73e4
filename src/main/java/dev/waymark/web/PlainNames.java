package dev.waymark.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Addresses that stand in statements, in a reader's words: verbs, activities that came without a name, accounts. A reader
 * never has to read an address; who wants it finds it beside the words, where a page has it.
 */
public record PlainNames(Words words) {

    /** Verbs that we have a word for: the last part of their address, in small letters and without hyphens. */
    private static final Set<String> VERBS = Set.of(
            "abandoned",
            "achieved",
            "answered",
            "asserted",
            "assessed",
            "attempted",
            "commented",
            "completed",
            "created",
            "earned",
            "evaluated",
            "experienced",
            "failed",
            "flaggedatrisk",
            "graded",
            "initialized",
            "interacted",
            "launched",
            "loggedin",
            "loggedout",
            "mastered",
            "passed",
            "paused",
            "played",
            "progressed",
            "rated",
            "received",
            "recommended",
            "registered",
            "reminded",
            "resumed",
            "reviewed",
            "satisfied",
            "scheduled",
            "scored",
            "shared",
            "started",
            "submit",
            "submitted",
            "suspended",
            "terminated",
            "updated",
            "viewed",
            "voided",
            "waived");

    private static final String OURS = "https://w3id.org/waymark/";

    /** An ending that says something to people: words, not numbers, scripts or digests. */
    private static final Pattern WORDS = Pattern.compile("\\p{L}{3,}(?:[ _-]\\p{L}+)*(?:[ _-]\\p{N}{1,3})?");

    /** A column of a gradebook, as Moodle, Canvas and others address it (LTI AGS 2.0, 3.2). */
    private static final Pattern GRADES = Pattern.compile("/line_?items?(?:/|$)");

    /** What an address of ours stands for. */
    public enum Kind {
        COMPETENCY,
        ITEM,
        FRAMEWORK,
        RECHECK,
        PATH,
        COURSE,
        PROFILE
    }

    /**
     * @param id of the competency, of the item, or of the competency that is checked again; else empty text
     */
    public record Ours(Kind kind, String id) {}

    /** What an address of ours stands for; empty if it is none of ours. */
    public static Optional<Ours> ours(String iri) {
        if (!iri.startsWith(OURS)) {
            return Optional.empty();
        }
        String[] parts = iri.substring(OURS.length()).split("/", -1);
        return switch (parts[0]) {
            case "frameworks" -> Optional.of(inFramework(parts));
            case "paths" -> Optional.of(new Ours(Kind.PATH, ""));
            case "courses" -> Optional.of(new Ours(Kind.COURSE, ""));
            case "profile" -> Optional.of(new Ours(Kind.PROFILE, ""));
            default -> Optional.empty();
        };
    }

    private static Ours inFramework(String[] parts) {
        if (parts.length < 4) {
            return new Ours(Kind.FRAMEWORK, "");
        }
        String id = decoded(parts[3]);
        return switch (parts[2]) {
            case "competencies" -> new Ours(parts.length > 4 ? Kind.RECHECK : Kind.COMPETENCY, id);
            case "items" -> new Ours(Kind.ITEM, id);
            default -> new Ours(Kind.FRAMEWORK, "");
        };
    }

    /** Our word for a verb, else the last part of its address with spaces for hyphens. */
    public String verb(String iri) {
        String tail = tail(iri);
        String word = tail.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        // Activity Streams has the word as it is called, not as it is said.
        String known = word.equals("receive") ? "received" : word;
        return VERBS.contains(known)
                ? words.text("web.verb." + known)
                : tail.replace('-', ' ').replace('_', ' ');
    }

    /**
     * What an activity is called: our things by the reader's names for them, others by the name they came with; without
     * any, what it is or where it is.
     *
     * @param known the reader's name for a thing of ours; empty if it is not known here
     */
    public String activity(Optional<String> iri, Optional<String> name, Function<Ours, Optional<String>> known) {
        return iri.flatMap(PlainNames::ours)
                .flatMap(each -> known.apply(each)
                        .map(found -> each.kind() == Kind.RECHECK ? words.text("web.ours.recheck-of", found) : found))
                .or(() -> name.filter(text -> !text.isBlank()))
                .or(() -> iri.map(this::unnamed))
                .orElseGet(() -> words.text("web.unnamed"));
    }

    private String unnamed(String iri) {
        return ours(iri)
                .map(each -> words.text("web.ours." + each.kind().name().toLowerCase(Locale.ROOT)))
                .orElseGet(() -> GRADES.matcher(iri).find() ? words.text("web.ours.grades") : foreign(iri));
    }

    private String foreign(String iri) {
        String tail = decoded(tail(iri)).strip();
        if (tail.contains("://") || !WORDS.matcher(tail).matches()) {
            return host(iri).map(host -> words.text("web.unnamed-at", host)).orElseGet(() -> words.text("web.unnamed"));
        }
        return tail.replace('-', ' ').replace('_', ' ');
    }

    /**
     * Whose an account is that no known person has: ours if Waymark speaks for itself, else where the account is.
     *
     * @param agentKey kind and value as the ledger keeps them, such as {@code ACCOUNT https://lms.example 17}
     * @param ourselves address of this installation
     */
    public String account(String agentKey, URI ourselves) {
        String[] parts = agentKey.split(" ", 3);
        if (parts.length == 3 && parts[0].equals("ACCOUNT")) {
            if (same(parts[1], ourselves.toString())) {
                return words.text("web.account.ourselves");
            }
            return host(parts[1])
                    .map(host -> words.text("web.account.at", parts[2], host))
                    .orElseGet(() -> words.text("web.account.other"));
        }
        return words.text(parts[0].equals("GROUP") ? "web.account.group" : "web.account.other");
    }

    private static boolean same(String one, String other) {
        return withoutSlash(one).equals(withoutSlash(other));
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static Optional<String> host(String iri) {
        try {
            return Optional.ofNullable(new URI(iri).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String tail(String iri) {
        int end = iri.length();
        while (end > 0 && isCut(iri.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        while (begin > 0 && !isCut(iri.charAt(begin - 1))) {
            begin--;
        }
        return iri.substring(begin, end);
    }

    private static boolean isCut(char c) {
        return c == '/' || c == '#';
    }
}
