/**
 * From an estimate to a tier, with how sure we are.
 *
 * <p>Not here: the cut scores themselves, which a framework brings. Start at {@link dev.waymark.engine.place.TierRule}.
 */
@NullMarked
package dev.waymark.engine.place;

import org.jspecify.annotations.NullMarked;
