package dev.waymark.admin;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Hands a controller the visit that {@link AdminFilter} let in; there is no other way to get one. */
@Singleton
final class AdminVisitBinder implements TypedRequestArgumentBinder<AdminVisit> {

    @Override
    public Argument<AdminVisit> argumentType() {
        return Argument.of(AdminVisit.class);
    }

    @Override
    public BindingResult<AdminVisit> bind(ArgumentConversionContext<AdminVisit> context, HttpRequest<?> source) {
        Optional<AdminVisit> visit = source.getAttribute(AdminFilter.ATTRIBUTE, AdminVisit.class);
        if (visit.isEmpty()) {
            throw new HttpStatusException(HttpStatus.FORBIDDEN, "expected an administrator who has signed in");
        }
        return () -> visit;
    }
}
