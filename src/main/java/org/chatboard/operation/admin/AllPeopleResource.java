package org.chatboard.operation.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.PeoplePage;
import org.chatboard.people.account.PeopleService;
import org.chatboard.platform.rest.PageLimit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** REST resource of all people of the server, guests among them: {@code /api/admin/people}. */
@Path("admin/people")
@RequestScoped
public class AllPeopleResource {
    @Inject
    PeopleService people;

    @Inject
    CurrentAccount current;

    /** {@return a page of everyone except the caller; without {@code next} if it is the last one} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everyone else, guests too, by display name, for administrators: {people, next?}")
    public PeoplePage list(
            @Parameter(description = "beginnings of words in the display name or the username")
                    @QueryParam("query")
                    @DefaultValue("")
                    String query,
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        return people.pageOfAll(current.require(), query, PeopleCursor.parse(after), PageLimit.parse(limit));
    }
}
