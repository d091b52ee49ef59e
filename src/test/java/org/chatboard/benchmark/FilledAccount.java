package org.chatboard.benchmark;

/**
 * Somebody who is signed in without ever having given a password, which would take longer than what is measured.
 *
 * @param id of the account
 * @param cookies the {@code Cookie} header of their browser
 */
record FilledAccount(long id, String cookies) {}
