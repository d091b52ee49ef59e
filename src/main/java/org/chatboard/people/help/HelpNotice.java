package org.chatboard.people.help;

import java.time.Instant;

/**
 * What a person is told after a help link was used.
 *
 * @param maker display name of the administrator who made the link
 * @param madeAt when the link was made
 */
public record HelpNotice(String maker, Instant madeAt) {}
