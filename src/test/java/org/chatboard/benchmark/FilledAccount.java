package org.chatboard.benchmark;

/**
 * An account of a filled database that is signed in without a password hash, whose computation would take longer than the measurement.
 *
 * @param id id of the account
 * @param cookies {@code Cookie} header of its session
 */
record FilledAccount(long id, String cookies) {}
