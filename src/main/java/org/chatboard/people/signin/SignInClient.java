package org.chatboard.people.signin;

import java.util.List;

/**
 * The client of a sign-in attempt.
 *
 * @param address the client's address
 * @param deviceTokens the tokens of its {@link DeviceCookie}, not validated
 */
public record SignInClient(String address, List<String> deviceTokens) {}
