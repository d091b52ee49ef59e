package org.chatboard.people.session;

/**
 * Where a sign-in was made.
 *
 * @param device browser and system
 * @param address the client's address; null for a sign-in of a former version
 */
public record SignInOrigin(Device device, String address) {}
