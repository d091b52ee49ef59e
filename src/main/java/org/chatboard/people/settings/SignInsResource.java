package org.chatboard.people.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.people.session.SignInListService;
import org.chatboard.people.session.SignInService;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST resource of the caller's sign-ins: {@code /api/me/sign-ins}. */
@Path("me/sign-ins")
@RequestScoped
public class SignInsResource {
    @Inject
    SignInListService list;

    @Inject
    SignInService signIns;

    @Inject
    SignInCookie cookie;

    @Inject
    CurrentAccount current;

    @Inject
    RequestRateLimiter rateLimiter;

    @Context
    HttpServletRequest request;

    @Context
    HttpServletResponse response;

    /** {@return the valid sign-ins of the account} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Where the account is signed in, the caller's sign-in first: {signIns}")
    public SignInEntries list() {
        return new SignInEntries(
                list.list(current.require()).stream().map(SignInEntry::of).toList());
    }

    /** Ends one sign-in of the account, which closes its sockets. If it is the caller's, removes the cookie too. */
    @DELETE
    @Path("{signIn}")
    @Operation(summary = "Sign out one device")
    @APIResponse(responseCode = "204", description = "Signed out; the sign-in's sockets are closed with 4501")
    @APIResponse(responseCode = "404", description = "The account has no such sign-in")
    public void end(@PathParam("signIn") long id) {
        rateLimiter.acquireRequestPermit();
        SignedInAccount caller = current.require();
        if (!list.end(caller, id)) {
            throw new RejectedException(404, Translations.text("signIns.notFound"));
        }
        if (id == caller.signInId()) {
            cookie.clear(request, response);
        }
    }

    /** Ends all other sign-ins of the account, which closes their sockets. */
    @DELETE
    @Operation(summary = "Sign out all other devices")
    @APIResponse(responseCode = "204", description = "Signed out; the sockets of these sign-ins are closed with 4501")
    public void endOthers() {
        rateLimiter.acquireRequestPermit();
        signIns.endOthers(current.require());
    }
}
