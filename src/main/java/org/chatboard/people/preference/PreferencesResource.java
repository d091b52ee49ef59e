package org.chatboard.people.preference;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.support.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What one has chosen; {@code GET /api/me} tells it. Here, since each change is a frame to others and counts as one. */
@Path("me/preferences")
@RequestScoped
public class PreferencesResource {
    @Inject
    CurrentAccount current;

    @Inject
    PreferencesCache preferences;

    @Inject
    RequestRateLimiter rateLimiter;

    /** Replaces all of them. {@return them as they are now} */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Choose {language, theme, hidesPresence, hidesTyping, hidesReceipts, doNotDisturb, mutedSound}; one's"
                            + " open pages get the frame 'preferences'")
    @APIResponse(responseCode = "200", description = "The new preferences")
    @APIResponse(responseCode = "400", description = "errors has a sentence for each rejected field")
    public String choose(JsonBody body) {
        Preferences wanted = Preferences.of(body);
        rateLimiter.acquireRequestPermit();
        Preferences now = preferences.change(current.require().accountId(), former -> wanted);
        return JsonText.write(now.toJson());
    }
}
