package dev.waymark.lti.session;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets a controller have the session by asking for an {@link LtiSession}; without one it is not called. */
@Singleton
final class SessionBinder implements TypedRequestArgumentBinder<LtiSession> {

    @Override
    public Argument<LtiSession> argumentType() {
        return Argument.of(LtiSession.class);
    }

    @Override
    public BindingResult<LtiSession> bind(ArgumentConversionContext<LtiSession> context, HttpRequest<?> source) {
        Optional<LtiSession> session = source.getAttribute(SessionFilter.ATTRIBUTE, LtiSession.class);
        if (session.isEmpty() && !context.getArgument().isNullable()) {
            throw new SessionRequired();
        }
        return () -> session;
    }
}
