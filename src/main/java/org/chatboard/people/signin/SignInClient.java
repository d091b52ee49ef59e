package org.chatboard.people.signin;

import java.util.List;

/**
 * Where an attempt to sign in comes from.
 *
 * @param address of the client
 * @param deviceTokens what its {@link DeviceCookie} holds, not verified
 */
public record SignInClient(String address, List<String> deviceTokens) {}
