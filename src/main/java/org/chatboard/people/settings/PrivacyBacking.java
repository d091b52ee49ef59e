package org.chatboard.people.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesCache;

/** Backing bean of the privacy section of {@code settings.xhtml}. */
@Named
@RequestScoped
public class PrivacyBacking {
    @Inject
    CurrentAccount current;

    @Inject
    PreferencesCache preferences;

    private boolean showPresence;
    private boolean showTyping;
    private boolean showReceipts;

    @PostConstruct
    void prepare() {
        Preferences stored = preferences.get(current.require().accountId());
        showPresence = !stored.hidesPresence();
        showTyping = !stored.hidesTyping();
        showReceipts = !stored.hidesReceipts();
    }

    /** Saves the privacy flags. {@return a redirect to the settings} */
    public String save() {
        preferences.update(
                current.require().accountId(), former -> former.withPrivacy(!showPresence, !showTyping, !showReceipts));
        return "/settings?faces-redirect=true&saved=privacy";
    }

    /** {@return whether others see the account's presence} */
    public boolean isShowPresence() {
        return showPresence;
    }

    /** Sets whether others see the account's presence, as ticked in the form. */
    public void setShowPresence(boolean showPresence) {
        this.showPresence = showPresence;
    }

    /** {@return whether others see that the account is typing} */
    public boolean isShowTyping() {
        return showTyping;
    }

    /** Sets whether others see that the account is typing, as ticked in the form. */
    public void setShowTyping(boolean showTyping) {
        this.showTyping = showTyping;
    }

    /** {@return whether others see the account's receipts} */
    public boolean isShowReceipts() {
        return showReceipts;
    }

    /** Sets whether others see the account's receipts, as ticked in the form. */
    public void setShowReceipts(boolean showReceipts) {
        this.showReceipts = showReceipts;
    }
}
