package org.chatboard.conversation.membership;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.rest.PageLimit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** REST resource of the rooms that anybody may join. */
@Path("rooms/public")
@RequestScoped
public class PublicRoomsResource {
    @Inject
    PublicRoomQuery rooms;

    @Inject
    CurrentAccount current;

    /** {@return a page of the public rooms that are not archived, by name; none for a guest} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The public rooms, by name: {rooms, next?}")
    public PublicRoomPage list(
            @Parameter(description = "beginnings of words in the name") @QueryParam("query") @DefaultValue("")
                    String query,
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = PageLimit.parse(limit);
        PeopleCursor cursor = PeopleCursor.parse(after);
        SignedInAccount account = current.require();
        return account.isGuest()
                ? new PublicRoomPage(List.of(), null)
                : rooms.page(account.accountId(), query, cursor, most);
    }
}
