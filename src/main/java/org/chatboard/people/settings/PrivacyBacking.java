package org.chatboard.people.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesCache;

/** Backs the section of {@code settings.xhtml} that says what others see; what they do not, one does not see of them. */
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
        Preferences now = preferences.of(current.require().accountId());
        showPresence = !now.hidesPresence();
        showTyping = !now.hidesTyping();
        showReceipts = !now.hidesReceipts();
    }

    /** {@return the settings anew} */
    public String save() {
        preferences.change(
                current.require().accountId(), former -> former.withPrivacy(!showPresence, !showTyping, !showReceipts));
        return "/settings?faces-redirect=true&saved=privacy";
    }

    /** {@return whether it is shown that one is there} */
    public boolean isShowPresence() {
        return showPresence;
    }

    /** @param showPresence as ticked */
    public void setShowPresence(boolean showPresence) {
        this.showPresence = showPresence;
    }

    /** {@return whether it is shown that one types} */
    public boolean isShowTyping() {
        return showTyping;
    }

    /** @param showTyping as ticked */
    public void setShowTyping(boolean showTyping) {
        this.showTyping = showTyping;
    }

    /** {@return whether it is shown what one has received and read} */
    public boolean isShowReceipts() {
        return showReceipts;
    }

    /** @param showReceipts as ticked */
    public void setShowReceipts(boolean showReceipts) {
        this.showReceipts = showReceipts;
    }
}
