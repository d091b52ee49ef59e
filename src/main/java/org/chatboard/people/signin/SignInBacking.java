package org.chatboard.people.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.session.SignInPage;
import org.chatboard.platform.rest.RejectedException;

/** Backing bean of {@code sign-in.xhtml}. */
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

    /** Redirects a visitor who is already signed in to the requested page. Runs before the page is rendered. */
    public void load() throws IOException {
        if (current.isSignedIn()) {
            redirectToRequestedPage();
        }
    }

    /**
     * Signs in and redirects to this page, where {@link #load} redirects further. If the sign-in is rejected, the page shows the
     * error.
     */
    public void signIn() throws IOException {
        try {
            browser.store(passwords.signIn(username, password, browser.client()));
            redirect(SignInPage.afterSignIn(from));
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }

    private void redirectToRequestedPage() throws IOException {
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

    /** {@return an empty text, so that no page contains a password} */
    public String getPassword() {
        return "";
    }

    /** @param password as typed */
    public void setPassword(String password) {
        this.password = password;
    }

    /** {@return the requested page, from the query parameter} */
    public String getFrom() {
        return from;
    }

    /** @param from a local path; for any other value the dashboard is opened */
    public void setFrom(String from) {
        this.from = from;
    }

    /** {@return the address of the sign-up page with the same requested page} */
    public String getSignUpPage() {
        return SignInPage.signUp(from);
    }
}
