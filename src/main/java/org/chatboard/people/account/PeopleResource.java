package org.chatboard.people.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.PageLimit;
import org.chatboard.platform.support.JsonText;
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

    /** {@return <code>{people: [{id, username, displayName}], next?}</code>, everyone except the caller} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everyone else, by display name: {people, next?}")
    public String list(
            @Parameter(description = "beginnings of words in the display name or the username")
                    @QueryParam("query")
                    @DefaultValue("")
                    String query,
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        PeopleCursor cursor = after == null ? PeopleCursor.START : cursor(after);
        return toJson(people.page(current.require().accountId(), query, cursor, PageLimit.parse(limit)));
    }

    private static PeopleCursor cursor(String after) {
        return PeopleCursor.decode(after)
                .orElseThrow(() -> new InvalidInputException("after", Translations.text("page.after")));
    }

    private static String toJson(PeoplePage page) {
        JsonArrayBuilder people = JsonText.PROVIDER.createArrayBuilder();
        page.people().forEach(person -> people.add(person.toJson()));
        JsonObjectBuilder json = JsonText.PROVIDER.createObjectBuilder().add("people", people);
        if (page.next() != null) {
            json.add("next", page.next());
        }
        return JsonText.write(json.build());
    }
}
