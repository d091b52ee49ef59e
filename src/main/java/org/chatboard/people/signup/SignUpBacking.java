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

/** Backing bean of {@code sign-up.xhtml}. */
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

    /** Signs up, signs in and redirects to the requested page. If the form is rejected, the page shows each error at its field. */
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
            browser.store(passwords.signIn(username, password, browser.client()));
            return SignInPage.afterSignIn(from);
        } catch (RejectedException e) { // the account is stored, but no hash slot is free to verify the password
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

    /** {@return an empty text, so that no page contains a password} */
    public String getPassword() {
        return "";
    }

    /** @param password as typed */
    public void setPassword(String password) {
        this.password = password;
    }

    /** {@return the page that the visitor requested before the sign-up} */
    public String getFrom() {
        return from;
    }

    /** @param from a local path; for any other value the dashboard is opened */
    public void setFrom(String from) {
        this.from = from;
    }

    /** {@return the address of the sign-in page with the same requested page} */
    public String getSignInPage() {
        return SignInPage.signIn(from);
    }
}
