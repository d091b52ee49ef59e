package org.chatboard.people.preference;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Logger;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.support.ErrorReference;
import org.chatboard.platform.web.LanguageCookie;

/**
 * Sets language and theme of a request. The language is the first of: the account's preference, the {@code language} parameter of
 * a GET request, the language cookie, the best match of {@code Accept-Language}. Later filters, Faces and resources see this
 * language as the only locale of the request. The theme is the request attribute {@code theme}, so that error pages need no bean
 * to read it.
 */
public class AppearanceFilter extends HttpFilter {
    /** Query parameter with the language tag that the user chose. */
    private static final String CHOICE = "language";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(AppearanceFilter.class.getName());

    @Inject
    transient LanguageCookie cookie;

    @Inject
    transient PreferencesCache preferences;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Preferences chosen = preferences(request);
        Language language = Language.of(chosen.language())
                .or(() -> fromParameter(request, response))
                .or(() -> cookie.read(request))
                .orElseGet(() -> Language.preferred(Collections.list(request.getLocales())));
        request.setAttribute(
                "theme", chosen.theme() == null ? "" : chosen.theme().name().toLowerCase(Locale.ROOT));
        Translations.use(language);
        try {
            chain.doFilter(new SingleLocaleRequest(request, language.locale()), response);
        } finally {
            Translations.use(null);
        }
    }

    private Preferences preferences(HttpServletRequest request) {
        try {
            return request.getUserPrincipal() instanceof SignedInAccount account
                    ? preferences.get(account.accountId())
                    : Preferences.DEFAULT;
        } catch (RuntimeException e) { // without the database the error page still needs an appearance
            ErrorReference.log(LOG, "The preferences of an account could not be read", e);
            return Preferences.DEFAULT;
        }
    }

    private Optional<Language> fromParameter(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("GET")) {
            return Optional.empty(); // reading a parameter of a POST would consume its body
        }
        Optional<Language> chosen = Language.of(request.getParameter(CHOICE));
        chosen.ifPresent(language -> cookie.write(request, response, language));
        return chosen;
    }

    private static final class SingleLocaleRequest extends HttpServletRequestWrapper {
        private final Locale locale;

        SingleLocaleRequest(HttpServletRequest request, Locale locale) {
            super(request);
            this.locale = locale;
        }

        @Override
        public Locale getLocale() {
            return locale;
        }

        @Override
        public Enumeration<Locale> getLocales() {
            return Collections.enumeration(List.of(locale));
        }
    }
}
