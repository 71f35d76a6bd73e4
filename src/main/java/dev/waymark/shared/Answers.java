package dev.waymark.shared;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was answered while a method runs that is marked {@link AsksOnce}; elsewhere nothing is remembered. Never for a
 * question whose answer the same page may change.
 */
public final class Answers {

    private static final ScopedValue<Map<Object, Object>> KNOWN = ScopedValue.newInstance();

    private Answers() {}

    /**
     * The answer of before, or that of the question.
     *
     * @param key equal for the same question; begins with something that no other question begins with
     */
    @SuppressWarnings("unchecked") // The key names the question, and a question has one type of answer.
    public static <T> T to(Object key, Supplier<T> question) {
        if (!KNOWN.isBound()) {
            return question.get();
        }
        Map<Object, Object> known = KNOWN.get();
        Object answer = known.get(key);
        if (answer == null) {
            answer = question.get();
            known.put(key, answer);
        }
        return (T) answer;
    }

    /** True while a method runs that is marked {@link AsksOnce}. */
    public static boolean remembered() {
        return KNOWN.isBound();
    }

    /** Runs something that only shows, and asks once. */
    static <T extends @Nullable Object> T within(Supplier<T> page) {
        return KNOWN.isBound()
                ? page.get()
                : ScopedValue.where(KNOWN, new HashMap<>()).call(page::get);
    }

    /** Makes {@link AsksOnce} true. */
    @Singleton
    @InterceptorBean(AsksOnce.class)
    static class Remembering implements MethodInterceptor<Object, Object> {

        @Override
        public @Nullable Object intercept(MethodInvocationContext<Object, Object> method) {
            return within(method::proceed);
        }
    }
}
