package org.jspecify.annotations;

/** Stands in for JSpecify's, so that the engine compiles here with a JDK and nothing else. */
public @interface NullMarked {}
