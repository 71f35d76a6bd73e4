/**
 * Measurements of the mastery model: the benchmark against the published models, the simulator of evidence, and the
 * figures of the model card. Run from {@code bench/}; JDK and engine only.
 */
package dev.waymark.bench;
