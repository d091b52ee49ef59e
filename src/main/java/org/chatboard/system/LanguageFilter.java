package org.chatboard.system;

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

/**
 * Decides which language an answer speaks: the one that the account prefers, else the one that this browser was told to keep, else
 * the one that it asks for. To Faces and to everything behind it looks as if the browser had asked for that one alone.
 */
public class LanguageFilter extends HttpFilter {
    /** Parameter of a page's address that chooses a language; its tag. */
    private static final String CHOICE = "language";

    private static final long serialVersionUID = 1L;

    @Inject
    transient LanguageCookie cookie;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Language language = preferred(request)
                .or(() -> chosen(request, response))
                .or(() -> cookie.read(request))
                .orElseGet(() -> Language.preferred(Collections.list(request.getLocales())));
        Sentences.speak(language);
        try {
            chain.doFilter(new InOneLanguage(request, language.locale()), response);
        } finally {
            Sentences.speak(null);
        }
    }

    private static Optional<Language> preferred(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Reader reader
                ? Optional.ofNullable(reader.language())
                : Optional.empty();
    }

    private Optional<Language> chosen(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("GET")) {
            return Optional.empty(); // to look for the parameter would read the body
        }
        Optional<Language> chosen = Language.of(request.getParameter(CHOICE));
        chosen.ifPresent(language -> cookie.write(request, response, language));
        return chosen;
    }

    /** Somebody who is signed in and may prefer a language. */
    public interface Reader {
        /** {@return the language that was chosen, or null for the browser's} */
        Language language();
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
