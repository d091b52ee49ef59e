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

/** Backs {@code settings.xhtml}: display name and password. */
@Named
@RequestScoped
public class SettingsBacking {
    private static final String AGAIN = "/settings?faces-redirect=true&saved=";
    private static final Set<String> SAVED = Set.of("displayName", "appearance", "password", "privacy");

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

    /** Says what was saved, on the page that is shown after it. */
    public void load() {
        FacesContext context = FacesContext.getCurrentInstance();
        String saved = context.getExternalContext().getRequestParameterMap().get("saved");
        if (saved != null && SAVED.contains(saved)) {
            String sentence = Translations.text("settings.saved." + saved);
            context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, sentence, null));
        }
    }

    /** {@return this page anew, or null to show what is wrong} */
    public String saveDisplayName() {
        try {
            names.change(current.require(), displayName);
            return AGAIN + "displayName";
        } catch (RejectedException e) {
            FieldMessages.add(e);
            return null;
        }
    }

    /**
     * Changes the password.
     *
     * @return this page anew, while all other sign-ins have ended; or null to show what is wrong, or where this sign-in has
     *     ended too and the answer is a redirect to the sign-in page
     */
    public String changePassword() throws IOException {
        try {
            browser.keep(passwords.change(
                    current.require(), browser.token(), currentPassword, newPassword, browser.client()));
            return AGAIN + "password";
        } catch (SignInEndedException e) {
            FacesContext.getCurrentInstance().getExternalContext().redirect(SignInPage.afterSession("/settings"));
            return null;
        } catch (RejectedException e) {
            FieldMessages.add(e);
            return null;
        }
    }

    /** {@return the display name as it is or as typed} */
    public String getDisplayName() {
        return displayName;
    }

    /** @param displayName as typed */
    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    /** {@return nothing: a password is not written into a page} */
    public String getCurrentPassword() {
        return "";
    }

    /** @param currentPassword as typed */
    public void setCurrentPassword(String currentPassword) {
        this.currentPassword = currentPassword;
    }

    /** {@return nothing: a password is not written into a page} */
    public String getNewPassword() {
        return "";
    }

    /** @param newPassword as typed */
    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }
}
