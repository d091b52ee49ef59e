package org.chatboard.people.help;

import java.time.Instant;

/**
 * A help link that has just been made. Only its maker sees the code, once.
 *
 * @param code 256 random bits in base64url
 * @param expiresAt when it can no longer be used
 */
public record NewHelpLink(String code, Instant expiresAt) {}
