package org.chatboard.people.signin;

import org.chatboard.people.session.SignInCookie;

/**
 * The cookie values that a browser gets after a successful sign-in.
 *
 * @param token the value for {@link SignInCookie}
 * @param deviceToken the token for {@link DeviceCookie}
 */
public record SignInGrant(String token, String deviceToken) {}
