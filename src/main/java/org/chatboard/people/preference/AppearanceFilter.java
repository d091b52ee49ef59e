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
 * Decides which language an answer speaks: the one that the account has chosen, else the one that this browser was told to keep,
 * else the one that it asks for. To Faces and to everything behind it looks as if the browser had asked for that one alone. The
 * theme of the account is told as {@code #{requestScope.theme}}, so that pages for what went wrong, too, need no bean for it.
 */
public class AppearanceFilter extends HttpFilter {
    /** Parameter of a page's address that chooses a language; its tag. */
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
        Preferences of = preferences(request);
        Language language = Language.of(of.language())
                .or(() -> chosen(request, response))
                .or(() -> cookie.read(request))
                .orElseGet(() -> Language.preferred(Collections.list(request.getLocales())));
        request.setAttribute(
                "theme", of.theme() == null ? "" : of.theme().name().toLowerCase(Locale.ROOT));
        Translations.use(language);
        try {
            chain.doFilter(new InOneLanguage(request, language.locale()), response);
        } finally {
            Translations.use(null);
        }
    }

    private Preferences preferences(HttpServletRequest request) {
        try {
            return request.getUserPrincipal() instanceof SignedInAccount who
                    ? preferences.of(who.accountId())
                    : Preferences.DEFAULT;
        } catch (RuntimeException e) { // the database does not answer: the page that says so comes all the same
            ErrorReference.log(LOG, "The preferences of an account could not be read", e);
            return Preferences.DEFAULT;
        }
    }

    private Optional<Language> chosen(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("GET")) {
            return Optional.empty(); // to look for the parameter would read the body
        }
        Optional<Language> chosen = Language.of(request.getParameter(CHOICE));
        chosen.ifPresent(language -> cookie.write(request, response, language));
        return chosen;
    }

    private static final class InOneLanguage extends HttpServletRequestWrapper {
        private final Locale locale;

        InOneLanguage(HttpServletRequest request, Locale locale) {
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
