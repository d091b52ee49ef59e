package org.chatboard.conversation.membership;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRejectedException;
import org.chatboard.conversation.room.RoomRejection;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.conversation.writer.MessagePoster;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.PageLimit;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.support.WholeNumber;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * REST resource of the members of a room. The account in a path is an id, or {@code me} for the caller. Each change leaves a line in the room.
 */
@Path("rooms/{id}/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {
    private static final String SELF = "me";
    private static final String RECENT = "recent";
    private static final int MOST_RECENT = 20;

    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    MemberQuery members;

    @Inject
    AccountService accounts;

    @Inject
    PeopleVisibility visibility;

    @Inject
    MessagePoster poster;

    @Inject
    RequestRateLimiter rateLimiter;

    /** {@return a page of the members, by display name; 404 if the caller is none and the room is not public} */
    @GET
    @Operation(summary = "The members of a room, by display name: {members, next?}")
    public MemberPage list(
            @PathParam("id") long id,
            @Parameter(description = "beginnings of words in the display name or the username")
                    @QueryParam("query")
                    @DefaultValue("")
                    String query,
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "recent: those who wrote here last first, without next") @QueryParam("sort")
                    String sort,
            @Parameter(description = "page size, 1 to 200; with sort, at most 20")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit) {
        boolean recent = RECENT.equals(sort);
        RoomAction action = recent ? RoomAction.SEE : RoomAction.SEE_MEMBERS;
        RoomMembers room = access.require(id, current.require(), action);
        int most = PageLimit.parse(limit);
        if (recent) {
            return members.recent(room.roomId(), current.require().accountId(), query, Math.min(most, MOST_RECENT));
        }
        PeopleCursor cursor = PeopleCursor.parse(after);
        return members.page(room.roomId(), current.require(), query, cursor, most);
    }

    /**
     * Joins a public room, adds another account, or changes the role of a member.
     *
     * @param body <code>{role?}</code>
     * @return the member
     */
    @PUT
    @Path("{account}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Join a public room (me), add somebody, or change a member's role: {role?}")
    @APIResponse(responseCode = "200", description = "The member: {account, role, joinedAt}")
    @APIResponse(responseCode = "403", description = "Only an owner may do this")
    @APIResponse(
            responseCode = "409",
            description = "It is so already, the room is full or archived, or the account is disabled")
    public MemberEntry put(@PathParam("id") long id, @PathParam("account") String account, JsonBody body) {
        long self = current.require().accountId();
        Optional<RoomRole> role = role(body);
        boolean joins = account.equals(SELF) && role.isEmpty();
        RoomAction action = joins ? RoomAction.JOIN : role.isPresent() ? RoomAction.MANAGE : RoomAction.ADD;
        RoomMembers room = access.require(id, current.require(), action);
        if (action == RoomAction.ADD) { // before the look-up, by which a guest would learn which accounts exist
            visibility.rejectGuest(current.require());
        }
        rateLimiter.acquireMessagePermit();
        Person subject = joins ? person(self) : person(idOf(account, self));
        RoomChange.Operation operation = joins
                ? new RoomChange.Join()
                : role.<RoomChange.Operation>map(wanted ->
                                new RoomChange.SetRole(wanted == RoomRole.OWNER ? enabled(subject) : subject, wanted))
                        .orElseGet(() -> new RoomChange.Add(enabled(subject)));
        poster.change(room, current.require().toPerson(), operation);
        return members.find(room.roomId(), subject.id()).orElseThrow(MembersResource::noSuchMember);
    }

    /** Leaves the room, or removes a member. */
    @DELETE
    @Path("{account}")
    @Operation(summary = "Leave the room (me), or remove a member")
    @APIResponse(responseCode = "204", description = "The account is a member no more")
    @APIResponse(responseCode = "403", description = "Only an owner may do this")
    @APIResponse(responseCode = "409", description = "The last owner cannot leave")
    public void delete(@PathParam("id") long id, @PathParam("account") String account) {
        long self = current.require().accountId();
        long subject = idOf(account, self);
        RoomMembers room = access.require(id, self, subject == self ? RoomAction.LEAVE : RoomAction.MANAGE);
        rateLimiter.acquireMessagePermit();
        RoomChange.Operation operation =
                subject == self ? new RoomChange.Leave() : new RoomChange.Remove(person(subject));
        poster.change(room, current.require().toPerson(), operation);
    }

    private static Optional<RoomRole> role(JsonBody body) {
        String role = body.textOrNull("role");
        body.check();
        if (role == null) {
            return Optional.empty();
        }
        for (RoomRole each : RoomRole.values()) {
            if (each.name().equals(role)) {
                return Optional.of(each);
            }
        }
        throw new InvalidInputException("role", Translations.text("room.role"));
    }

    private static long idOf(String account, long self) {
        if (account.equals(SELF)) {
            return self;
        }
        return WholeNumber.parse(account).orElseThrow(MembersResource::noSuchMember);
    }

    private Person person(long account) {
        return accounts.person(account).orElseThrow(MembersResource::noSuchMember);
    }

    private Person enabled(Person person) {
        if (accounts.enabledPersons(List.of(person.id())).isEmpty()) {
            throw new RejectedException(409, Translations.text("room.accountDisabled"));
        }
        return person;
    }

    private static RejectedException noSuchMember() {
        return RoomRejectedException.of(RoomRejection.NO_SUCH_MEMBER);
    }
}
