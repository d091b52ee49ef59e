package org.chatboard.people.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.web.ClientAddress;
import org.chatboard.platform.web.LanguageCookie;

/** The browser that posted a form: where it is, and the cookies that it keeps. */
@RequestScoped
public class BrowserCookies {
    @Inject
    SignInCookie cookie;

    @Inject
    DeviceCookie devices;

    @Inject
    LanguageCookie languages;

    @Inject
    ClientAddress addresses;

    /** {@return where the request comes from} */
    public SignInClient client() {
        return new SignInClient(addresses.of(request()), devices.read(request()));
    }

    /** {@return the address that the request comes from} */
    public String address() {
        return addresses.of(request());
    }

    /** {@return the token that it brought, empty where there was none} */
    public String token() {
        return cookie.read(request()).orElse("");
    }

    public void keep(SignInGrant grant) {
        cookie.write(request(), response(), grant.token());
        devices.write(request(), response(), grant.deviceToken());
    }

    /** Has it keep a language for when nobody is signed in; null: its own. */
    public void speak(Language language) {
        languages.write(request(), response(), language);
    }

    void forget() {
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
