package org.chatboard.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The cookie that keeps the language that somebody chose who was not signed in. */
@ApplicationScoped
public class LanguageCookie {
    private static final String NAME = "CHATBOARD_LANGUAGE";
    private static final Duration KEPT = Duration.ofDays(365);

    @Inject
    AllowedOrigins origins;

    /** {@return the language that a request brings} */
    public Optional<Language> read(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(NAME))
                .flatMap(cookie -> Language.of(cookie.getValue()).stream())
                .findFirst();
    }

    /**
     * Has the browser keep a choice.
     *
     * @param language null: it forgets the one before
     */
    public void write(HttpServletRequest request, HttpServletResponse response, Language language) {
        Cookie cookie = new Cookie(NAME, language == null ? "" : language.tag());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || origins.httpsOnly());
        cookie.setMaxAge(language == null ? 0 : (int) KEPT.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }
}
