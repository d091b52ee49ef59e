package org.chatboard.people.signup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.chatboard.people.session.SignInPage;
import org.chatboard.people.signin.BrowserCookies;
import org.chatboard.people.signin.CredentialsForm;
import org.chatboard.people.signin.FieldMessages;
import org.chatboard.people.signin.PasswordSignIn;
import org.chatboard.platform.rest.RejectedException;

/** Backing bean of {@code sign-up.xhtml}. */
@Named
@RequestScoped
public class SignUpBacking extends CredentialsForm {
    @Inject
    SignUpService accounts;

    @Inject
    PasswordSignIn passwords;

    @Inject
    BrowserCookies browser;

    private String displayName = "";

    /**
     * Signs up, signs in and redirects to the requested page. If the form is rejected, the page shows each error at its field.
     */
    public void signUp() throws IOException {
        try {
            accounts.signUp(getUsername(), displayName, typedPassword(), browser.address());
            FacesContext.getCurrentInstance().getExternalContext().redirect(signIn());
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }

    private String signIn() {
        try {
            browser.store(passwords.signIn(getUsername(), typedPassword(), browser.client()));
            return SignInPage.afterSignIn(getFrom());
        } catch (RejectedException e) { // the account is stored, but no hash slot is free to verify the password
            return SignInPage.afterSignUp(getFrom());
        }
    }

    /** {@return the display name as typed} */
    public String getDisplayName() {
        return displayName;
    }

    /** Sets the display name as typed in the form. */
    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    /** {@return the address of the sign-in page, which redirects to the page that the visitor requested first} */
    public String getSignInPage() {
        return SignInPage.signIn(getFrom());
    }
}
