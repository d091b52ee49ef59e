package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.chatboard.platform.i18n.Language;

/** The cookie with the language that a user chose without being signed in. */
@ApplicationScoped
public class LanguageCookie {
    private static final String NAME = "CHATBOARD_LANGUAGE";
    private static final Duration MAX_AGE = Duration.ofDays(365);

    @Inject
    Cookies cookies;

    /** {@return the language of the request's cookie; empty if there is none} */
    public Optional<Language> read(HttpServletRequest request) {
        return cookies.read(request, NAME).flatMap(Language::of);
    }

    /**
     * Sets the cookie for a year.
     *
     * @param language null clears the cookie
     */
    public void write(HttpServletRequest request, HttpServletResponse response, Language language) {
        if (language == null) {
            cookies.clear(request, response, NAME);
        } else {
            cookies.write(request, response, NAME, language.tag(), MAX_AGE);
        }
    }
}
