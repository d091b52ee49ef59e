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

/** Backing bean of the appearance section of {@code settings.xhtml}: language and theme of the account's pages. */
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
        Preferences stored = preferences.get(current.require().accountId());
        language = stored.language() == null ? "" : stored.language();
        theme = stored.theme() == null ? "" : stored.theme().name();
    }

    /**
     * Saves language and theme, and sets the language cookie for anonymous pages of this browser. {@return a redirect to the
     * settings}
     */
    public String save() {
        String newLanguage = Language.of(language).map(Language::tag).orElse(null);
        Theme newTheme = Arrays.stream(Theme.values())
                .filter(candidate -> candidate.name().equals(theme))
                .findFirst()
                .orElse(null);
        preferences.update(current.require().accountId(), former -> former.withAppearance(newLanguage, newTheme));
        browser.storeLanguage(Language.of(newLanguage).orElse(null));
        return "/settings?faces-redirect=true&saved=appearance";
    }

    /** {@return the chosen language tag; empty for the browser's language} */
    public String getLanguage() {
        return language;
    }

    /** Sets the chosen language tag; empty for the browser's language. */
    public void setLanguage(String language) {
        this.language = language;
    }

    /** {@return the chosen theme, {@code LIGHT} or {@code DARK}; empty for the system's theme} */
    public String getTheme() {
        return theme;
    }

    /** Sets the chosen theme, {@code LIGHT} or {@code DARK}; empty for the system's theme. */
    public void setTheme(String theme) {
        this.theme = theme;
    }
}
