package org.chatboard.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.chat.wire.MentionsJson;
import org.chatboard.conversation.history.MentionsQuery;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.PageLimit;
import org.chatboard.platform.support.WholeNumber;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST route of the messages that mention or answer the caller. */
@Path("mentions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MentionsResource {
    @Inject
    CurrentAccount current;

    @Inject
    MentionsQuery mentions;

    @Inject
    RequestRateLimiter rateLimiter;

    /** {@return <code>{mentions, next?}</code>: of rooms of which the caller is a member now, newest first} */
    @GET
    @Operation(summary = "The messages that mention or answer you, newest first: {mentions, next?}")
    @APIResponse(responseCode = "429", description = "Too many requests; Retry-After says how many seconds to wait")
    public String list(
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        long account = current.require().accountId();
        int most = PageLimit.parse(limit);
        Long cursor = after == null
                ? null
                : WholeNumber.parse(after)
                        .orElseThrow(() -> new InvalidInputException("after", Translations.text("page.after")));
        return rateLimiter.read(() -> MentionsJson.page(mentions.page(account, cursor, most)));
    }
}
