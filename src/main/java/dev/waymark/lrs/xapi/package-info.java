/**
 * xAPI statements and agents as they are read: every optional part stays optional, one bad statement spoils no page.
 *
 * <p>Not here: what a statement means for learning ({@code evidence}).
 */
@NullMarked
package dev.waymark.lrs.xapi;

import org.jspecify.annotations.NullMarked;
