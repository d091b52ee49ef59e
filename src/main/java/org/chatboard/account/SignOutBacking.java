package org.chatboard.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Backs the button that signs out. */
@Named
@RequestScoped
public class SignOutBacking {
    @Inject
    SignInService signIns;

    @Inject
    CurrentAccount current;

    @Inject
    Browser browser;

    /** Ends the sign-in and its sockets. {@return the sign-in page} */
    public String signOut() {
        current.get().ifPresent(who -> signIns.end(who.signInId()));
        browser.forget();
        return "/sign-in?signedOut=true&faces-redirect=true";
    }
}
