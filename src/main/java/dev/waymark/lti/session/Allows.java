package dev.waymark.lti.session;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which right the routes of a controller take, or one route; the method's word goes before the class's. Checked before the
 * controller is called. A route below {@code /course} that says nothing takes {@link Right#CONFIGURE}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Allows {

    /** Whoever has one of them is let in. */
    Right[] value();
}
