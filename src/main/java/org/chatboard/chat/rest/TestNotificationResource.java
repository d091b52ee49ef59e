package org.chatboard.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ClientFrameReader;
import org.chatboard.chat.wire.NotificationFrame;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST route that sends a test notification to the caller's open pages. */
@Path("notifications/test")
@RequestScoped
public class TestNotificationResource {
    @Inject
    CurrentAccount current;

    @Inject
    Connections connections;

    @Inject
    RequestRateLimiter rateLimiter;

    /** The answer: the id of the request, and the number of pages that the notification was sent to. */
    @JsonbPropertyOrder({"cid", "pages"})
    public record SentTest(String cid, int pages) {}

    /** Sends {@code test} to every open page of the caller. {@return how many pages these are} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Send the frame 'test' with this {cid} to all your open pages")
    @APIResponse(responseCode = "200", description = "{cid, pages}: how many pages it was sent to")
    public SentTest send(JsonBody body) {
        String cid = body.text("cid");
        body.check();
        if (!ClientFrameReader.isCid(cid)) {
            throw new InvalidInputException("cid", Translations.text("message.cid"));
        }
        rateLimiter.acquireRequestPermit();
        Collection<Connection> pages = connections.ofAccount(current.require().accountId()).stream()
                .filter(connection ->
                        !connection.isPlain() && !connection.subscriptions().isNew())
                .toList();
        String frame = NotificationFrame.test(cid);
        pages.forEach(page -> page.offerAfterWelcome(frame));
        return new SentTest(cid, pages.size());
    }
}
