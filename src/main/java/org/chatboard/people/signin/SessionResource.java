package org.chatboard.people.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.people.session.SignInService;
import org.chatboard.platform.rest.JsonBody;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST resource for signing in and out: {@code /api/session}. */
@Path("session")
@RequestScoped
public class SessionResource {
    @Inject
    PasswordSignIn passwords;

    @Inject
    SignInService signIns;

    @Inject
    SignInCookie cookie;

    @Inject
    DeviceCookie devices;

    @Inject
    CurrentAccount current;

    @Inject
    SignInClientReader clients;

    @Context
    HttpServletRequest request;

    @Context
    HttpServletResponse response;

    /** Signs in by {@code {username, password}}. Answers 204 and sets the sign-in cookie and the device cookie. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in with {username, password}")
    @APIResponse(responseCode = "204", description = "Signed in; the answer sets the cookie")
    @APIResponse(responseCode = "401", description = "The username or the password is wrong")
    @APIResponse(
            responseCode = "429",
            description = "Too many failed attempts; Retry-After says how many seconds to wait")
    @APIResponse(
            responseCode = "503",
            description = "The server is busy with other sign-ins; Retry-After says how many seconds to wait")
    public void signIn(JsonBody body) {
        String username = body.text("username");
        String password = body.text("password");
        body.check();
        SignInGrant grant = passwords.signIn(username, password, clients.of(request));
        cookie.write(request, response, grant.token());
        devices.write(request, response, grant.deviceToken());
    }

    /** Ends the sign-in, which closes its sockets, and removes the cookie. */
    @DELETE
    @Operation(summary = "Sign out")
    @APIResponse(responseCode = "204", description = "Signed out; the sign-in's sockets are closed with 4501")
    public void signOut() {
        signIns.end(current.require().signInId());
        cookie.clear(request, response);
    }
}
