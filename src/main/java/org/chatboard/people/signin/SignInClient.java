package org.chatboard.people.signin;

import java.util.List;
import org.chatboard.people.session.SignInOrigin;

/**
 * The client of a sign-in attempt.
 *
 * @param origin device and address
 * @param deviceTokens the tokens of its {@link DeviceCookie}, not validated
 */
public record SignInClient(SignInOrigin origin, List<String> deviceTokens) {
    /** {@return the client's address} */
    public String address() {
        return origin.address();
    }
}
