package org.chatboard.people.signup;

import jakarta.inject.Inject;
import org.chatboard.people.session.SignInPage;
import org.chatboard.people.signin.BrowserCookies;
import org.chatboard.people.signin.CredentialsForm;
import org.chatboard.people.signin.PasswordSignIn;
import org.chatboard.platform.rest.RejectedException;

/** What the forms that make an account share: the display name, and the sign-in afterwards. */
public abstract class NewAccountForm extends CredentialsForm {
    @Inject
    PasswordSignIn passwords;

    @Inject
    BrowserCookies browser;

    private String displayName = "";

    /**
     * Signs in with the new account.
     *
     * @return the address to redirect to; after a failure, the sign-in page
     */
    protected String signIn() {
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
}
