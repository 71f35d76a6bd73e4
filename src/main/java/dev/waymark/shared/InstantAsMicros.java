package dev.waymark.shared;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets a row have an {@link Instant} where the table has a BIGINT: {@code @TypeDef(type = LONG, converter = …)}. */
@Singleton
public final class InstantAsMicros implements AttributeConverter<Instant, Long> {

    @Override
    public @Nullable Long convertToPersistedValue(@Nullable Instant instant, ConversionContext context) {
        return instant == null ? null : Micros.of(instant);
    }

    @Override
    public @Nullable Instant convertToEntityValue(@Nullable Long micros, ConversionContext context) {
        return micros == null ? null : Micros.toInstant(micros);
    }
}
