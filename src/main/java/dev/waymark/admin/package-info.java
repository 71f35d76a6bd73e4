/**
 * The administrator's face: their own door (no LTI session), registrations, keys, the launch doctor. A page plugs into
 * the navigation by an {@link dev.waymark.admin.AdminPage} bean, and its controller asks for an
 * {@link dev.waymark.admin.AdminVisit}: without a signed-in administrator and, for a POST, the right {@code csrf} field,
 * it is not called.
 *
 * <p>Not here: what the pages show belongs to its rooms ({@code lti}, {@code lrs} …). Of its own the face keeps only who
 * may come in (see {@code docs/decisions/0014-the-administrators-door.md}).
 */
@NullMarked
package dev.waymark.admin;

import org.jspecify.annotations.NullMarked;
