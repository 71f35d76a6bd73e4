package dev.waymark.shared;

import io.micronaut.aop.Around;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method that only shows something: while it runs, what several rooms ask alike is asked of the database once. A page
 * of a learner asks for their evidence, their course's version and their estimate in half a dozen places.
 */
@Documented
@Around
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AsksOnce {}
