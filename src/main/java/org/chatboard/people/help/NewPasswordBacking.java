package org.chatboard.people.help;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.chatboard.people.account.Person;
import org.chatboard.people.session.SignInPage;
import org.chatboard.people.signin.BrowserCookies;
import org.chatboard.people.signin.FieldMessages;
import org.chatboard.people.signin.SignInGrant;
import org.chatboard.platform.rest.RejectedException;
import org.omnifaces.util.Faces;

/** Backing bean of {@code new-password.xhtml}, to which a help link leads. */
@Named
@RequestScoped
public class NewPasswordBacking {
    @Inject
    NewPasswordService passwords;

    @Inject
    HelpCookie cookie;

    @Inject
    BrowserCookies browser;

    private Person person;
    private String newPassword = "";

    @PostConstruct
    void find() {
        person = passwords.find(code(), browser.address()).orElse(null);
    }

    /** Sets status 404 if the link is not valid. Runs before the page is rendered, for a form too. */
    public void prepareResponse() {
        if (person == null) {
            Faces.setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Sets the password, signs in and redirects. If the form is rejected, the page shows the error. */
    public void setPassword() throws IOException {
        try {
            Optional<SignInGrant> grant = passwords.set(code(), newPassword, browser.client());
            if (grant.isEmpty()) { // spent, expired or replaced since the request began
                person = null;
                return;
            }
            cookie.clear(Faces.getRequest(), Faces.getResponse());
            browser.store(grant.get());
            Faces.getExternalContext().redirect(SignInPage.afterSignIn(""));
        } catch (RejectedException e) {
            FieldMessages.add(e);
        }
    }

    private String code() {
        return cookie.read(Faces.getRequest());
    }

    /** {@return the person whose password the link sets; null if the link is not valid} */
    public Person getPerson() {
        return person;
    }

    /** {@return an empty text, so that no page contains a password} */
    public String getNewPassword() {
        return "";
    }

    /** Sets the new password as typed in the form. */
    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }
}
