/**
 * Runs the tests that touch the database on another server than H2.
 *
 * <p>{@code -Dwaymark.storage=mariadb} starts MariaDB inside the build; {@code -Dwaymark.storage=server} uses the server
 * named by {@code WAYMARK_TEST_DB_URL}, {@code _USER} and {@code _PASSWORD}, such as a MySQL of your own.
 */
package dev.waymark.storage;
