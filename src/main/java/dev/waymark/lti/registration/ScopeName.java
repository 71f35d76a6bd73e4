package dev.waymark.lti.registration;

/** The last word of a scope, by which the messages name it: {@code score}, {@code lineitem}, {@code noticehandlers}. */
public final class ScopeName {

    private ScopeName() {}

    public static String of(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1);
    }
}
