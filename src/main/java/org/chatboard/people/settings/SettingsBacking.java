package org.chatboard.people.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.Set;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.session.SignInEndedException;
import org.chatboard.people.session.SignInPage;
import org.chatboard.people.signin.BrowserCookies;
import org.chatboard.people.signin.FieldMessages;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Backing bean of {@code settings.xhtml}: display name and password. */
@Named
@RequestScoped
public class SettingsBacking {
    private static final String REDIRECT = "/settings?faces-redirect=true&saved=";
    private static final Set<String> SECTIONS = Set.of("displayName", "appearance", "password", "privacy");

    @Inject
    DisplayNameChangeService names;

    @Inject
    PasswordChangeService passwords;

    @Inject
    CurrentAccount current;

    @Inject
    BrowserCookies browser;

    private String displayName;
    private String currentPassword = "";
    private String newPassword = "";

    @PostConstruct
    void prepare() {
        displayName = current.getDisplayName();
    }

    /** Adds the confirmation for the section in the parameter {@code saved}. Runs before the page is rendered. */
    public void load() {
        FacesContext context = FacesContext.getCurrentInstance();
        String saved = context.getExternalContext().getRequestParameterMap().get("saved");
        if (saved != null && SECTIONS.contains(saved)) {
            String message = Translations.text("settings.saved." + saved);
            context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, message, null));
        }
    }

    /** Saves the display name. {@return a redirect to this page; null to show the errors} */
    public String saveDisplayName() {
        try {
            names.change(current.require(), displayName);
            return REDIRECT + "displayName";
        } catch (RejectedException e) {
            FieldMessages.add(e);
            return null;
        }
    }

    /**
     * Changes the password.
     *
     * @return a redirect to this page; null to show the errors, or if this sign-in has ended and the answer redirects to the
     *     sign-in page
     */
    public String changePassword() throws IOException {
        try {
            browser.store(passwords.change(
                    current.require(), browser.signInToken(), currentPassword, newPassword, browser.client()));
            return REDIRECT + "password";
        } catch (SignInEndedException e) {
            FacesContext.getCurrentInstance().getExternalContext().redirect(SignInPage.afterSessionEnded("/settings"));
            return null;
        } catch (RejectedException e) {
            FieldMessages.add(e);
            return null;
        }
    }

    /** {@return the stored display name, or the typed one after a rejected form} */
    public String getDisplayName() {
        return displayName;
    }

    /** Sets the display name as typed in the form. */
    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    /** {@return an empty text, so that no page contains a password} */
    public String getCurrentPassword() {
        return "";
    }

    /** Sets the current password as typed in the form. */
    public void setCurrentPassword(String currentPassword) {
        this.currentPassword = currentPassword;
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
