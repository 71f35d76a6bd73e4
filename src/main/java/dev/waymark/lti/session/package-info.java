/**
 * Who is looking, in which course, with which role; works with cookies and where they are blocked.
 *
 * <p>Not here: what a role may see (each face decides).
 */
@NullMarked
package dev.waymark.lti.session;

import org.jspecify.annotations.NullMarked;
