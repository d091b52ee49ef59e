package org.chatboard.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.chatboard.system.RefusedException;

/** Backs {@code sign-up.xhtml}. */
@Named
@RequestScoped
public class SignUpBacking {
    @Inject
    SignUp accounts;

    @Inject
    PasswordSignIn passwords;

    @Inject
    Browser browser;

    private String username = "";
    private String displayName = "";
    private String password = "";

    /** {@return where a new person goes, signed in; or null, to show the page again with what is wrong at its field} */
    public String signUp() {
        try {
            accounts.signUp(username, displayName, password, browser.address());
        } catch (RefusedException e) {
            FieldMessages.add(e);
            return null;
        }
        return signIn();
    }

    private String signIn() {
        try {
            browser.keep(passwords.signIn(username, password, browser.address()));
            return SignInBacking.DASHBOARD + "?faces-redirect=true";
        } catch (RefusedException e) { // the account is there; its door is busy at this moment
            return "/sign-in?faces-redirect=true";
        }
    }

    /** {@return the username as typed} */
    public String getUsername() {
        return username;
    }

    /** @param username as typed */
    public void setUsername(String username) {
        this.username = username;
    }

    /** {@return the display name as typed} */
    public String getDisplayName() {
        return displayName;
    }

    /** @param displayName as typed */
    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    /** {@return nothing: a password is not written into a page} */
    public String getPassword() {
        return "";
    }

    /** @param password as typed */
    public void setPassword(String password) {
        this.password = password;
    }
}
