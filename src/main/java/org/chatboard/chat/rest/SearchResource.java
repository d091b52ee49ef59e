package org.chatboard.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.chatboard.chat.wire.SearchJson;
import org.chatboard.conversation.search.MessageSearch;
import org.chatboard.conversation.search.SearchRequest;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.PageLimit;
import org.chatboard.platform.support.WholeNumber;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST route of the search for messages. */
@Path("search")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {
    private static final String FILE = "file";

    @Inject
    CurrentAccount current;

    @Inject
    MessageSearch search;

    @Inject
    RequestRateLimiter rateLimiter;

    /** {@return <code>{hits, next?, complete, progress?}</code>: of rooms of which the caller is a member now, newest first} */
    @GET
    @Operation(summary = "Find messages that you may see, newest first: {hits, next?, complete, progress?}")
    @APIResponse(responseCode = "404", description = "room: there is none, or you are not a member of it")
    @APIResponse(responseCode = "429", description = "Too many requests; Retry-After says how many seconds to wait")
    @APIResponse(responseCode = "503", description = "There is no search at the moment")
    public String find(
            @Parameter(description = "words, each of which a message must have; at most 200 characters")
                    @QueryParam("q")
                    @DefaultValue("")
                    String text,
            @Parameter(description = "id of the only room") @QueryParam("room") String room,
            @Parameter(description = "id of the sender") @QueryParam("sender") String sender,
            @Parameter(description = "earliest time") @QueryParam("from") String from,
            @Parameter(description = "time before which") @QueryParam("until") String until,
            @Parameter(description = "file: messages with files only") @QueryParam("has") String has,
            @Parameter(description = "next of the previous page") @QueryParam("cursor") String cursor,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        long account = current.require().accountId();
        if (text.codePointCount(0, text.length()) > SearchRequest.MAX_TEXT) {
            throw new InvalidInputException("q", Translations.text("search.tooLong", SearchRequest.MAX_TEXT));
        }
        if (has != null && !has.equals(FILE)) {
            throw new InvalidInputException("has", Translations.text("search.has"));
        }
        SearchRequest request = new SearchRequest(
                text,
                id("room", room),
                id("sender", sender),
                time("from", from),
                time("until", until),
                has != null,
                number("cursor", cursor, "page.after"));
        if (request.isEmpty()) {
            throw new InvalidInputException("q", Translations.text("search.empty"));
        }
        int most = PageLimit.parse(limit);
        return rateLimiter.read(() -> SearchJson.page(search.search(account, request, most), account));
    }

    private static Long id(String name, String value) {
        return number(name, value, "page.bound");
    }

    private static Long number(String name, String value, String problem) {
        return value == null
                ? null
                : (Long) WholeNumber.parse(value)
                        .orElseThrow(() -> new InvalidInputException(name, Translations.text(problem)));
    }

    private static Instant time(String name, String value) {
        try {
            return value == null
                    ? null
                    : Instant.ofEpochMilli(Instant.parse(value).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) { // an instant may be too far away for milliseconds
            throw new InvalidInputException(name, Translations.text("search.time"));
        }
    }
}
