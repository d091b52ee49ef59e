package org.chatboard.people.signup;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.chatboard.people.session.SignInPage;
import org.chatboard.people.signin.FieldMessages;
import org.chatboard.platform.rest.RejectedException;

/** Backing bean of {@code sign-up.xhtml}. */
@Named
@RequestScoped
public class SignUpBacking extends NewAccountForm {
    @Inject
    SignUpService accounts;

    @Inject
    SignUpPolicy policy;

    private String rejection;

    @PostConstruct
    void prepare() {
        rejection = policy.rejection().orElse(null);
    }

    /**
     * Signs up, signs in and redirects to the requested page. If the form is rejected, the page shows each error at its field.
     */
    public void signUp() throws IOException {
        if (rejection != null) {
            return; // the page says so in place of the form, which was open before
        }
        try {
            accounts.signUp(getUsername(), getDisplayName(), typedPassword(), browser.address());
            FacesContext.getCurrentInstance().getExternalContext().redirect(signIn());
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }

    /** {@return why the visitor may not sign up, in words; null if it is allowed} */
    public String getRejection() {
        return rejection;
    }

    /** {@return the address of the sign-in page, which redirects to the page that the visitor requested first} */
    public String getSignInPage() {
        return SignInPage.signIn(getFrom());
    }
}
