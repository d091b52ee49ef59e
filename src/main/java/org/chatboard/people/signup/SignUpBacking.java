package org.chatboard.people.signup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.chatboard.people.session.SignInPage;
import org.chatboard.people.signin.BrowserCookies;
import org.chatboard.people.signin.FieldMessages;
import org.chatboard.people.signin.PasswordSignIn;
import org.chatboard.platform.rest.RejectedException;

/** Backs {@code sign-up.xhtml}. */
@Named
@RequestScoped
public class SignUpBacking {
    @Inject
    SignUpService accounts;

    @Inject
    PasswordSignIn passwords;

    @Inject
    BrowserCookies browser;

    private String username = "";
    private String displayName = "";
    private String password = "";
    private String from = "";

    /** Signs up and in, and leads to the wanted page; shows the page again with each reason at its field. */
    public void signUp() throws IOException {
        try {
            accounts.signUp(username, displayName, password, browser.address());
            FacesContext.getCurrentInstance().getExternalContext().redirect(signIn());
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }

    private String signIn() {
        try {
            browser.keep(passwords.signIn(username, password, browser.client()));
            return SignInPage.afterSignIn(from);
        } catch (RejectedException e) { // the account is stored, but no password can be hashed at this moment
            return SignInPage.afterSignUp(from);
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

    /** {@return the page that the visitor wanted before the sign-up} */
    public String getFrom() {
        return from;
    }

    /** @param from a local path; anything else leads to the dashboard */
    public void setFrom(String from) {
        this.from = from;
    }

    /** {@return the address of the sign-in page, which leads to the same page} */
    public String getSignInPage() {
        return SignInPage.before(from);
    }
}
