package org.chatboard.people.preference;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.platform.support.JsonText;

/** What the one has chosen who makes the request under way; the defaults where nobody is signed in. */
@Named
@RequestScoped
public class CurrentPreferences {
    @Inject
    CurrentAccount current;

    @Inject
    PreferencesCache preferences;

    /** {@return them} */
    public Preferences get() {
        return current.get().map(who -> preferences.of(who.accountId())).orElse(Preferences.DEFAULT);
    }

    /** {@return the language that was chosen, or null for the browser's} */
    public String getLanguage() {
        return get().language();
    }

    /** {@return {@code light} or {@code dark}, empty for the system's: as {@code data-theme} has it} */
    public String getTheme() {
        Theme theme = get().theme();
        return theme == null ? "" : theme.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** {@return all of them as the sockets write them, for the page's scripts} */
    public String getJson() {
        return JsonText.write(get().toJson());
    }
}
