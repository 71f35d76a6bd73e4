/**
 * The practice LRS: the Statement resource of xAPI 1.0.3 with what real LRSs do right and, when told to, wrong. It
 * keeps its statements as lines of JSON.
 *
 * <p>Not here: documents (State, Activity Profile, Agent Profile) and attachments with a body. Start at
 * {@link dev.waymark.sandbox.lrs.SandboxLrs}.
 */
@NullMarked
package dev.waymark.sandbox.lrs;

import org.jspecify.annotations.NullMarked;
