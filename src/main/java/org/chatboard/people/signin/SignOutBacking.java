package org.chatboard.people.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.session.SignInService;

/** Backs the button that signs out. */
@Named
@RequestScoped
public class SignOutBacking {
    @Inject
    SignInService signIns;

    @Inject
    CurrentAccount current;

    @Inject
    BrowserCookies browser;

    /** Ends the sign-in and its sockets. {@return the sign-in page} */
    public String signOut() {
        current.get().ifPresent(who -> signIns.end(who.signInId()));
        browser.forget();
        return "/sign-in?signedOut=true&faces-redirect=true";
    }
}
