package org.chatboard.people.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.session.SignInPage;
import org.chatboard.platform.rest.RejectedException;

/** Backs {@code sign-in.xhtml}. */
@Named
@RequestScoped
public class SignInBacking {
    private static final String DASHBOARD = "/dashboard";

    @Inject
    PasswordSignIn passwords;

    @Inject
    CurrentAccount current;

    @Inject
    BrowserCookies browser;

    private String username = "";
    private String password = "";
    private String from = "";

    /** Leads somebody who is signed in already to where they want to go. */
    public void load() throws IOException {
        if (current.isSignedIn()) {
            goOn();
        }
    }

    /** Signs in and lets {@link #load} lead on; shows the page again, with the reason, where the sign-in is rejected. */
    public void signIn() throws IOException {
        try {
            browser.keep(passwords.signIn(username, password, browser.client()));
            redirect(SignInPage.afterSignIn(from));
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }

    private void goOn() throws IOException {
        redirect(LocalPath.of(from).orElse(DASHBOARD));
    }

    private static void redirect(String address) throws IOException {
        FacesContext.getCurrentInstance().getExternalContext().redirect(address);
    }

    /** {@return the username as typed} */
    public String getUsername() {
        return username;
    }

    /** @param username as typed */
    public void setUsername(String username) {
        this.username = username;
    }

    /** {@return nothing: a password is not written into a page} */
    public String getPassword() {
        return "";
    }

    /** @param password as typed */
    public void setPassword(String password) {
        this.password = password;
    }

    /** {@return the page that the visitor wanted, as the address has it} */
    public String getFrom() {
        return from;
    }

    /** @param from a local path; anything else leads to the dashboard */
    public void setFrom(String from) {
        this.from = from;
    }

    /** {@return the address of the sign-up page, which leads to the same page} */
    public String getSignUpPage() {
        return SignInPage.signUp(from);
    }
}
