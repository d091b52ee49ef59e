package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.chatboard.platform.i18n.Language;

/** The cookie that keeps the language that somebody chose who was not signed in. */
@ApplicationScoped
public class LanguageCookie {
    private static final String NAME = "CHATBOARD_LANGUAGE";
    private static final Duration KEPT = Duration.ofDays(365);

    @Inject
    CookieNames cookies;

    /** {@return the language that a request brings} */
    public Optional<Language> read(HttpServletRequest request) {
        return cookies.read(request, NAME).flatMap(Language::of);
    }

    /**
     * Has the browser keep a choice.
     *
     * @param language null: it forgets the one before
     */
    public void write(HttpServletRequest request, HttpServletResponse response, Language language) {
        if (language == null) {
            cookies.clear(request, response, NAME);
        } else {
            cookies.write(request, response, NAME, language.tag(), KEPT);
        }
    }
}
