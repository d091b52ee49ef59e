package org.chatboard.people.signup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.chatboard.people.account.Person;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.web.ClientAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST resource for signing up: {@code /api/accounts}. */
@Path("accounts")
@RequestScoped
public class AccountsResource {
    @Inject
    SignUpService signUp;

    @Inject
    ClientAddress addresses;

    @Context
    HttpServletRequest request;

    /** Creates an account from {@code {username, displayName, password, invitation?}}. Answers 201 and the person. Does not sign in. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign up with {username, displayName, password, invitation?}")
    @APIResponse(responseCode = "201", description = "{id, username, displayName}")
    @APIResponse(responseCode = "400", description = "errors has a sentence for each rejected field")
    @APIResponse(responseCode = "404", description = "The invitation is not valid (any more)")
    @APIResponse(responseCode = "409", description = "The username is taken, or the room of the invitation is full")
    public Response create(JsonBody body) {
        String username = body.text("username");
        String displayName = body.text("displayName");
        String password = body.text("password");
        String invitation = body.textOrNull("invitation");
        body.check();
        String address = addresses.of(request);
        Person person = invitation == null
                ? signUp.signUp(username, displayName, password, address)
                : signUp.signUpInvited(username, displayName, password, address, invitation);
        return Response.status(Response.Status.CREATED).entity(person).build();
    }
}
