package org.chatboard.people.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.session.SignInService;

/** Backing bean of the sign-out button. */
@Named
@RequestScoped
public class SignOutBacking {
    @Inject
    SignInService signIns;

    @Inject
    CurrentAccount current;

    @Inject
    BrowserCookies browser;

    /** Ends the sign-in, which closes its sockets. {@return a redirect to the sign-in page} */
    public String signOut() {
        current.get().ifPresent(account -> signIns.end(account.signInId()));
        browser.clearSignIn();
        return "/sign-in?signedOut=true&faces-redirect=true";
    }
}
