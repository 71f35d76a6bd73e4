/**
 * The append-only ledger: every statement is counted or ignored, with the reason.
 *
 * <p>Not here: how a statement is read ({@code engine.map}), what evidence adds up to ({@code mastery}).
 */
@NullMarked
package dev.waymark.evidence;

import org.jspecify.annotations.NullMarked;
