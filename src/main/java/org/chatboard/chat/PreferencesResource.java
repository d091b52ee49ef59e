package org.chatboard.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.account.AccountPreferences;
import org.chatboard.account.CurrentAccount;
import org.chatboard.account.Preferences;
import org.chatboard.system.JsonBody;
import org.chatboard.system.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What one has chosen; {@code GET /api/me} tells it. Here, since each change is a frame to others and counts as one. */
@Path("me/preferences")
@RequestScoped
public class PreferencesResource {
    @Inject
    CurrentAccount current;

    @Inject
    AccountPreferences preferences;

    @Inject
    Spending spending;

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
        spending.onOtherFrame();
        Preferences now = preferences.change(current.require().accountId(), former -> wanted);
        return JsonText.write(now.toJson());
    }
}
