package dev.waymark.lti.core;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The claims of a token whose signature held, or an object among them. A value of another type counts as absent. */
final class Claims {

    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    static final String MESSAGE_TYPE = LTI + "message_type";
    static final String VERSION = LTI + "version";
    static final String DEPLOYMENT_ID = LTI + "deployment_id";
    static final String TARGET_LINK_URI = LTI + "target_link_uri";
    static final String RESOURCE_LINK = LTI + "resource_link";
    static final String ROLES = LTI + "roles";
    static final String MENTEES = LTI + "role_scope_mentor";
    static final String CONTEXT = LTI + "context";
    static final String TOOL_PLATFORM = LTI + "tool_platform";
    static final String LAUNCH_PRESENTATION = LTI + "launch_presentation";
    static final String LIS = LTI + "lis";

    /** Of Moodle: what LTI 1.1 called {@code ext_…}. */
    static final String EXT = LTI + "ext";

    static final String CUSTOM = LTI + "custom";
    static final String GRADE_SERVICE = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    static final String MEMBERSHIP_SERVICE = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

    static final String FOR_USER = LTI + "for_user";
    static final String DEEP_LINKING_SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
    static final String NOTICE_SERVICE = LTI + "platformnotificationservice";
    static final String NOTICE = LTI + "notice";
    static final String ORIGIN_CONTEXTS = LTI + "origin_contexts";

    private final Map<String, Object> members;

    Claims(Map<String, Object> members) {
        this.members = members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Optional<String> string(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A string that says something. */
    Optional<String> filled(String name) {
        return string(name).filter(text -> !text.isBlank());
    }

    /** Seconds since 1970, fractions included (RFC 7519, 2: NumericDate). */
    Optional<Instant> time(String name) {
        if (!(members.get(name) instanceof BigDecimal number) || number.abs().compareTo(LAST_SECOND) > 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochSecond(
                    number.longValue(),
                    number.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The strings of an array, or the string that stands for an array of one; empty if it is neither. */
    Optional<List<String>> strings(String name) {
        Object value = members.get(name);
        if (value instanceof String one) {
            return Optional.of(List.of(one));
        }
        return value instanceof List ? Optional.of(array(name)) : Optional.empty();
    }

    Optional<Boolean> flag(String name) {
        return members.get(name) instanceof Boolean flag
                ? Optional.of(flag)
                : string(name)
                        .filter(text -> text.equals("true") || text.equals("false"))
                        .map(Boolean::valueOf);
    }

    Optional<BigDecimal> number(String name) {
        return members.get(name) instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    /** The objects of an array; whatever else is in it is left out. */
    List<Claims> objects(String name) {
        return members.get(name) instanceof List<?> list ? objectsOf(list) : List.of();
    }

    static List<Claims> objectsOf(List<?> list) {
        return list.stream()
                .filter(Map.class::isInstance)
                .map(each -> {
                    Map<String, Object> found = new java.util.LinkedHashMap<>();
                    ((Map<?, ?>) each).forEach((key, value) -> found.put(String.valueOf(key), value));
                    return new Claims(found);
                })
                .toList();
    }

    boolean isArray(String name) {
        return members.get(name) instanceof List;
    }

    /** The strings of an array; whatever else is in it is left out. */
    List<String> array(String name) {
        Stream<?> elements = members.get(name) instanceof List<?> list ? list.stream() : Stream.empty();
        return elements.filter(String.class::isInstance).map(String.class::cast).toList();
    }

    /** The object of that name; one without members if there is none. */
    Claims object(String name) {
        Map<String, Object> found = new java.util.LinkedHashMap<>();
        if (members.get(name) instanceof Map<?, ?> object) {
            object.forEach((key, value) -> found.put(String.valueOf(key), value));
        }
        return new Claims(found);
    }

    Map<String, Object> all() {
        return members;
    }
}
