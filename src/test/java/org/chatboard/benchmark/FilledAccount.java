package org.chatboard.benchmark;

/**
 * An account of a filled database. It has a sign-in but no password hash: computing the hashes of all accounts would take longer
 * than the measurement.
 *
 * @param id id of the account
 * @param cookies {@code Cookie} header of its session
 */
record FilledAccount(long id, String cookies) {}
