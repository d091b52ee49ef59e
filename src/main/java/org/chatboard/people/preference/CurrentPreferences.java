package org.chatboard.people.preference;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.platform.rest.JsonBinding;

/** The preferences of the account that sent the current request; the defaults for an anonymous request. */
@Named
@RequestScoped
public class CurrentPreferences {
    @Inject
    CurrentAccount current;

    @Inject
    PreferencesCache preferences;

    /** {@return the preferences} */
    public Preferences get() {
        return current.get()
                .map(account -> preferences.get(account.accountId()))
                .orElse(Preferences.DEFAULT);
    }

    /** {@return the chosen language tag; null for the browser's language} */
    public String getLanguage() {
        return get().language();
    }

    /** {@return the value of {@code data-theme}: {@code light} or {@code dark}; empty for the system's theme} */
    public String getTheme() {
        Theme theme = get().theme();
        return theme == null ? "" : theme.name().toLowerCase(Locale.ROOT);
    }

    /** {@return all preferences as JSON, in the format of the socket frames, for the page's scripts} */
    public String getJson() {
        return JsonBinding.write(get());
    }
}
