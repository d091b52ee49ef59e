package org.chatboard.people.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.web.LanguageCookie;

/** Reads address and cookies of the current Faces request, and sets cookies on its response. */
@RequestScoped
public class BrowserCookies {
    @Inject
    SignInCookie cookie;

    @Inject
    DeviceCookie devices;

    @Inject
    LanguageCookie languages;

    @Inject
    SignInClientReader clients;

    /** {@return the client of the request} */
    public SignInClient client() {
        return clients.of(request());
    }

    /** {@return the client's address} */
    public String address() {
        return client().address();
    }

    /** {@return the sign-in token of the request; empty if it has none} */
    public String signInToken() {
        return cookie.read(request()).orElse("");
    }

    /** Sets the sign-in cookie and the device cookie. */
    public void store(SignInGrant grant) {
        cookie.write(request(), response(), grant.token());
        devices.write(request(), response(), grant.deviceToken());
    }

    /**
     * Sets the language cookie, which anonymous pages read.
     *
     * @param language null removes the cookie, so that the browser's language counts
     */
    public void storeLanguage(Language language) {
        languages.write(request(), response(), language);
    }

    /** Removes the sign-in cookie. */
    void clearSignIn() {
        cookie.clear(request(), response());
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest) external().getRequest();
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse) external().getResponse();
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }
}
