package org.chatboard.people.preference;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.SignedInAccount;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** REST resource of the signed-in account: {@code /api/me}. */
@Path("me")
@RequestScoped
public class MeResource {
    @Inject
    CurrentAccount current;

    @Inject
    CurrentPreferences preferences;

    /** The answer: the account, and its preferences. */
    @JsonbPropertyOrder({"id", "username", "displayName", "avatar", "role", "preferences"})
    public record Me(
            long id, String username, String displayName, String avatar, String role, Preferences preferences) {}

    /** {@return the account} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The signed-in account: {id, username, displayName, avatar?, role, preferences}")
    public Me get() {
        SignedInAccount account = current.require();
        return new Me(
                account.accountId(),
                account.username(),
                account.displayName(),
                current.getAvatar(),
                account.role(),
                preferences.get());
    }
}
