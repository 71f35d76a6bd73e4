/**
 * What a tool needs to speak LTI 1.3 with a platform, free of any framework: it reads messages, checks them clause by clause,
 * and writes what platforms take. Also built as the jar {@code lti-13-core} (Java 17, {@code nimbus-jose-jwt} and nothing
 * else). Everything is a value or a function of its arguments; no type here keeps state, but {@link
 * dev.waymark.lti.core.FetchedKeys}, which remembers key sets for a while.
 *
 * <p>Start at {@link dev.waymark.lti.core.LaunchChecks}. This is all that is public; a test holds the list to it.
 *
 * <ul>
 *   <li><b>Who we are to a platform:</b> {@link dev.waymark.lti.core.Registration}.
 *   <li><b>A login</b> (SEC 5.1.1): {@link dev.waymark.lti.core.LoginRequest} reads it, {@link
 *       dev.waymark.lti.core.AuthorizationRequest} answers it, {@link dev.waymark.lti.core.PendingLogin} is what you keep
 *       until the browser is back, {@link dev.waymark.lti.core.Unguessable} makes its nonce.
 *   <li><b>A message:</b> {@link dev.waymark.lti.core.LaunchChecks} judges an {@code id_token}; the {@link
 *       dev.waymark.lti.core.LaunchOutcome} is a {@link dev.waymark.lti.core.Message} or a {@link
 *       dev.waymark.lti.core.Reason} with its clause. A message is a {@link dev.waymark.lti.core.ResourceLinkLaunch}, a {@link
 *       dev.waymark.lti.core.DeepLinkingRequest} or a {@link dev.waymark.lti.core.SubmissionReviewRequest}, by people with
 *       a {@link dev.waymark.lti.core.Role}. A {@link dev.waymark.lti.core.Notice} comes by no person and is judged alike.
 *   <li><b>What you bring:</b> {@link dev.waymark.lti.core.PlatformKeys} ({@link dev.waymark.lti.core.FetchedKeys} is one, over
 *       HTTP) and {@link dev.waymark.lti.core.SpentNonces}.
 *   <li><b>Deep linking:</b> {@link dev.waymark.lti.core.ContentItem}, {@link dev.waymark.lti.core.DeepLinkingResponse}.
 *   <li><b>Access tokens:</b> {@link dev.waymark.lti.core.ClientAssertion}, {@link dev.waymark.lti.core.TokenResponse}.
 *   <li><b>Grades and names:</b> {@link dev.waymark.lti.core.ScoreMessage}, {@link dev.waymark.lti.core.LineItem}, {@link
 *       dev.waymark.lti.core.ResultItem}, {@link dev.waymark.lti.core.Member}: written and read as platforms really have
 *       them.
 *   <li><b>Addresses:</b> {@link dev.waymark.lti.core.ServiceAddresses} says which may be called and builds them, {@link
 *       dev.waymark.lti.core.LinkHeader} finds the next page, {@link dev.waymark.lti.core.Origins} compares, {@link
 *       dev.waymark.lti.core.CanvasCloud} knows the one issuer with many hosts.
 * </ul>
 *
 * <p>Not here: HTTP, storage, sessions, the binding of a state to a browser (in Waymark: {@code lti.launch}, {@code
 * lti.session}); dynamic registration ({@code lti.registration}).
 */
@NullMarked
package dev.waymark.lti.core;

import org.jspecify.annotations.NullMarked;
