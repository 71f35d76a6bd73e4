/**
 * A tiny kernel that every room may use: the tenant, instants as the database keeps them, name-based ids, leases, secrets at
 * rest, and the guard on outbound addresses.
 *
 * <p>Not here: anything with a meaning in learning, LTI or xAPI.
 */
@NullMarked
package dev.waymark.shared;

import org.jspecify.annotations.NullMarked;
