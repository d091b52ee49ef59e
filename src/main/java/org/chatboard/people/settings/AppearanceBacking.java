package org.chatboard.people.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.people.preference.Theme;
import org.chatboard.people.signin.BrowserCookies;
import org.chatboard.platform.i18n.Language;

/** Backs the section of {@code settings.xhtml} with the language and the theme of all pages of the account. */
@Named
@RequestScoped
public class AppearanceBacking {
    @Inject
    CurrentAccount current;

    @Inject
    PreferencesCache preferences;

    @Inject
    BrowserCookies browser;

    private String language;
    private String theme;

    @PostConstruct
    void prepare() {
        Preferences now = preferences.of(current.require().accountId());
        language = now.language() == null ? "" : now.language();
        theme = now.theme() == null ? "" : now.theme().name();
    }

    /** {@return the settings anew; where nobody is signed in, this browser goes on in the language that was chosen} */
    public String save() {
        String wanted = Language.of(language).map(Language::tag).orElse(null);
        Theme shown = Arrays.stream(Theme.values())
                .filter(each -> each.name().equals(theme))
                .findFirst()
                .orElse(null);
        preferences.change(current.require().accountId(), former -> former.withAppearance(wanted, shown));
        browser.speak(Language.of(wanted).orElse(null));
        return "/settings?faces-redirect=true&saved=appearance";
    }

    /** {@return the tag of the language that was chosen, empty for the browser's} */
    public String getLanguage() {
        return language;
    }

    /** @param language a tag, empty for the browser's */
    public void setLanguage(String language) {
        this.language = language;
    }

    /** {@return the theme that was chosen, {@code LIGHT} or {@code DARK}, empty for the system's} */
    public String getTheme() {
        return theme;
    }

    /** @param theme {@code LIGHT} or {@code DARK}, empty for the system's */
    public void setTheme(String theme) {
        this.theme = theme;
    }
}
