/**
 * Speaks xAPI 1.0.3 and 2.0; knows no mastery. Start at {@code lrs.feed}.
 */
@NullMarked
package dev.waymark.lrs;

import org.jspecify.annotations.NullMarked;
