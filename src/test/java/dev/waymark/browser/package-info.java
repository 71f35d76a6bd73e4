/** The journeys of people, in a real Chromium. Skipped where there is none, except in CI, where that is a failure. */
package dev.waymark.browser;
