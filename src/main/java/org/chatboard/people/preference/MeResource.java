package org.chatboard.people.preference;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.support.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** REST resource of the signed-in account: {@code /api/me}. */
@Path("me")
@RequestScoped
public class MeResource {
    @Inject
    CurrentAccount current;

    @Inject
    CurrentPreferences preferences;

    /** {@return <code>{id, username, displayName, role, preferences}</code>} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The signed-in account: {id, username, displayName, role, preferences}")
    public String get() {
        SignedInAccount account = current.require();
        JsonObject json = JsonText.PROVIDER
                .createObjectBuilder()
                .add("id", account.accountId())
                .add("username", account.username())
                .add("displayName", account.displayName())
                .add("role", account.role())
                .add("preferences", preferences.get().toJson())
                .build();
        return JsonText.write(json);
    }
}
