package org.chatboard.people.signin;

import org.chatboard.people.session.SignInCookie;

/**
 * What a browser gets when its password was right.
 *
 * @param token for {@link SignInCookie}
 * @param deviceToken for {@link DeviceCookie}
 */
public record SignInGrant(String token, String deviceToken) {}
