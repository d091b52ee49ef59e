package org.chatboard.people.invite;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.chatboard.people.account.Person;
import org.chatboard.platform.rest.RejectedException;

/** The rooms that invitations lead into. The conversation area implements it. */
public interface InvitedRooms {
    /** A room whose row the caller's transaction has locked. */
    interface LockedRoom {
        /**
         * Makes a person a member in the caller's transaction, and leaves a line in the room.
         *
         * @throws RejectedException 409 if the room is full, or the person is a member
         */
        void join(Person person);
    }

    /**
     * {@return the name of a room; empty if it is archived, or if the inviter may no longer invite into it}
     *
     * @param madeBy account id of the inviter
     */
    Optional<String> name(long room, long madeBy);

    /**
     * {@return the names of rooms by their ids; the caller decides who may see them}
     *
     * @param rooms at most some hundreds
     */
    Map<Long, String> titles(Collection<Long> rooms);

    /**
     * Locks the row of a room until the caller's transaction ends. A transaction that also makes an account locks the room first: room
     * writers, which hold a room, may wait for the rows of accounts.
     *
     * @param madeBy account id of the inviter
     * @return the room; empty if it is archived, or if the inviter may no longer invite into it
     */
    Optional<LockedRoom> lock(long room, long madeBy);
}
