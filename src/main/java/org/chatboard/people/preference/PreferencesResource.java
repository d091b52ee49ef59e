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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * REST resource that replaces the caller's preferences: {@code PUT /api/me/preferences}. Each change takes one permit, since it
 * sends frames to other sockets. {@code GET /api/me} reads the preferences.
 */
@Path("me/preferences")
@RequestScoped
public class PreferencesResource {
    @Inject
    CurrentAccount current;

    @Inject
    PreferencesCache preferences;

    @Inject
    RequestRateLimiter rateLimiter;

    /** Replaces all preferences. {@return the new preferences} */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Replace {language, theme, hidesPresence, hidesTyping, hidesReceipts, doNotDisturb, mutedSound}; the"
                            + " account's sockets get the frame 'preferences'")
    @APIResponse(responseCode = "200", description = "The new preferences")
    @APIResponse(responseCode = "400", description = "errors has a sentence for each rejected field")
    public Preferences replace(JsonBody body) {
        Preferences replacement = Preferences.of(body);
        rateLimiter.acquireRequestPermit();
        return preferences.update(current.require().accountId(), former -> replacement);
    }
}
