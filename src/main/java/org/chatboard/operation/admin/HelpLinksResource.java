package org.chatboard.operation.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.help.HelpLinkService;
import org.chatboard.people.help.HelpLinkServlet;
import org.chatboard.people.help.NewHelpLink;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.support.IsoTime;
import org.chatboard.platform.web.AllowedOrigins;
import org.chatboard.platform.web.ClientAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST resource that makes help links: {@code /api/admin/people/{account}/help-link}. */
@Path("admin/people/{account}/help-link")
@RequestScoped
public class HelpLinksResource {
    @Inject
    HelpLinkService links;

    @Inject
    CurrentAccount current;

    @Inject
    RequestRateLimiter rateLimiter;

    @Inject
    AllowedOrigins origins;

    @Inject
    ClientAddress addresses;

    @Context
    HttpServletRequest request;

    /**
     * Makes a link by which a person sets a new password once, within 30 minutes. It replaces the former one.
     *
     * @param accountId of the person's account
     * @param body an empty object
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a one-time link for somebody who has forgotten the password; it replaces the former one")
    @APIResponse(responseCode = "201", description = "{link, expiresAt}; the link is shown once")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "The account is disabled, or the caller's own")
    public Response make(@PathParam("account") long accountId, JsonBody body) {
        rateLimiter.acquireRequestPermit();
        NewHelpLink made = links.make(accountId, current.require(), addresses.of(request));
        String link = origins.ofLinks(request) + HelpLinkServlet.PATH + made.code();
        return Response.status(Response.Status.CREATED)
                .entity(new MadeHelpLink(link, IsoTime.of(made.expiresAt())))
                .build();
    }
}
