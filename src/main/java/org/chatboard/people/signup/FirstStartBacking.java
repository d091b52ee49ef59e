package org.chatboard.people.signup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatboard.people.signin.FieldMessages;
import org.chatboard.platform.rest.RejectedException;

/** Backing bean of {@code first-start.xhtml}. {@link FirstStartFilter} has checked the code. */
@Named
@RequestScoped
public class FirstStartBacking extends NewAccountForm {
    @Inject
    SignUpService accounts;

    @Inject
    FirstStart firstStart;

    /**
     * Signs up as administrator, signs in and redirects to the administrator's page. If the form is rejected, the page shows each error at
     * its field. If a parallel request made the account, the answer is 404, as it is from then on.
     */
    public void signUp() throws IOException {
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        try {
            boolean made = accounts.signUpAdministrator(
                            getUsername(), getDisplayName(), typedPassword(), browser.address())
                    .isPresent();
            firstStart.close(); // the server has an administrator now, this one or that of somebody faster
            if (made) {
                setFrom("/admin");
                external.redirect(signIn());
            } else {
                external.responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
                context.responseComplete();
            }
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }
}
