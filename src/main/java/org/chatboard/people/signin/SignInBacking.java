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
public class SignInBacking extends CredentialsForm {
    private static final String DASHBOARD = "/dashboard";

    @Inject
    PasswordSignIn passwords;

    @Inject
    CurrentAccount current;

    @Inject
    BrowserCookies browser;

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
            browser.store(passwords.signIn(getUsername(), typedPassword(), browser.client()));
            redirect(SignInPage.afterSignIn(getFrom()));
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }

    private void redirectToRequestedPage() throws IOException {
        redirect(LocalPath.of(getFrom()).orElse(DASHBOARD));
    }

    private static void redirect(String address) throws IOException {
        FacesContext.getCurrentInstance().getExternalContext().redirect(address);
    }

    /** {@return the address of the sign-up page with the same requested page} */
    public String getSignUpPage() {
        return SignInPage.signUp(getFrom());
    }
}
