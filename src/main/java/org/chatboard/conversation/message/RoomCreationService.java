package org.chatboard.conversation.message;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.NewRoom;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.room.MembershipQuery;
import org.chatboard.conversation.room.MembershipsChanged;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomService;
import org.chatboard.conversation.room.RoomState;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.RejectedException;

/**
 * Makes named rooms: the room, its members and its first room event in one JTA transaction. It needs no {@code RoomWriter}, since nobody
 * else can write to the room before the commit.
 */
@Stateless
public class RoomCreationService {
    private static final String GUESTS = "SELECT a.id FROM Account a WHERE a.id IN :ids AND a.role = 'GUEST'";

    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    RoomService rooms;

    @Inject
    AccountService accounts;

    @Inject
    Event<MessagesPosted> posted;

    @Inject
    Event<MembershipsChanged> memberships;

    /**
     * Makes a room and fires {@link MembershipsChanged} and {@link MessagesPosted}, unless the owner has used the {@code cid} before.
     *
     * @return the acknowledgement of the room event, or of what was stored under the {@code cid} before
     * @throws RejectedException 400 if one of the accounts does not exist, is disabled, or is a guest who is in no room with the owner
     * @throws EJBException if another transaction stores the same {@code cid} at the same moment; a retry finds it
     */
    public Ack create(NewRoom request) {
        WriteRequest.Key key = new WriteRequest.Key(request.owner().id(), request.cid());
        Ack earlier = IdempotencyQuery.acks(em, List.of(request.cid())).get(key);
        if (earlier != null) {
            return earlier;
        }
        requireEnabled(request);
        requireKnownGuests(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RoomMembers room = rooms.createNamed(
                request.kind(), request.name(), request.topic(), request.owner().id(), request.members(), now);
        RoomChange change = new RoomChange(room, request.owner(), request.cid(), new RoomChange.Create());
        RoomEvent event = RoomEvent.of(change.operation());
        ChatMessage line = new ChatMessage(change, event, RoomState.FIRST_EVENT, 0, now);
        em.persist(line);
        memberships.fire(new MembershipsChanged(
                Set.of(room.roomId()),
                room.accountIds().stream()
                        .map(account -> new MembershipsChanged.Change(room.roomId(), account, true))
                        .toList()));
        posted.fire(new MessagesPosted(
                List.of(new MessagesPosted.Posted(RoomState.FIRST_EVENT, null, line.toDto(change, event)))));
        return new Ack(request.cid(), room.roomId(), line.id(), RoomState.FIRST_EVENT, now, false);
    }

    private void requireEnabled(NewRoom request) {
        Set<Long> all = new HashSet<>(request.members());
        all.add(request.owner().id());
        Set<Long> enabled =
                accounts.enabledPersons(all).stream().map(Person::id).collect(Collectors.toSet());
        if (!enabled.contains(request.owner().id())) {
            throw new RejectedException(403, Translations.text("room.accountDisabled"));
        }
        if (enabled.size() < all.size()) {
            throw unknownMember();
        }
    }

    private void requireKnownGuests(NewRoom request) {
        if (request.members().isEmpty()) {
            return;
        }
        List<Long> guests = em.createQuery(GUESTS, Long.class)
                .setParameter("ids", InList.padded(request.members()))
                .getResultList();
        if (!MembershipQuery.sharing(em, request.owner().id(), guests).containsAll(guests)) {
            throw unknownMember();
        }
    }

    private static InvalidInputException unknownMember() {
        return new InvalidInputException("members", Translations.text("room.members.unknown"));
    }
}
