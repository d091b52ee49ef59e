package org.chatboard.people.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.platform.rest.PageLimit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** REST resource of the people list: {@code /api/people}. */
@Path("people")
@RequestScoped
public class PeopleResource {
    @Inject
    PeopleService people;

    @Inject
    CurrentAccount current;

    /**
     * {@return a page of everyone except the caller and guests; without {@code next} if it is the last one}
     *
     * @param guests whether the guests who are in a room with the caller are in it too
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everyone else, by display name: {people, next?}")
    public PeoplePage list(
            @Parameter(description = "beginnings of words in the display name or the username")
                    @QueryParam("query")
                    @DefaultValue("")
                    String query,
            @Parameter(description = "true: with the guests who are in a room with you") @QueryParam("guests")
                    boolean guests,
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        PeopleCursor cursor = PeopleCursor.parse(after);
        int most = PageLimit.parse(limit);
        return guests
                ? people.pageWithGuests(current.require(), query, cursor, most)
                : people.page(current.require(), query, cursor, most);
    }
}
