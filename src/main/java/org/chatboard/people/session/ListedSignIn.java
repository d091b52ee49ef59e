package org.chatboard.people.session;

import java.time.Instant;

/**
 * A valid sign-in in the list of its account.
 *
 * @param id database id
 * @param origin where it was made
 * @param createdAt when it was made
 * @param lastUsedAt when it was last used, at most ten minutes too early
 * @param current whether the request that reads the list has it
 */
public record ListedSignIn(long id, SignInOrigin origin, Instant createdAt, Instant lastUsedAt, boolean current) {}
