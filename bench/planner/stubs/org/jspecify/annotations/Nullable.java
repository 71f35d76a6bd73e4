package org.jspecify.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Stands in for JSpecify's, so that the engine compiles here with a JDK and nothing else. */
@Target({ElementType.TYPE_USE})
public @interface Nullable {}
