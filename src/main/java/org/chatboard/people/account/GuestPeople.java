package org.chatboard.people.account;

/** The people whom a guest sees. The conversation area implements it, since these are the members of the guest's rooms. */
public interface GuestPeople {
    /**
     * Reads a page of the people whom a guest sees, as {@link PeopleService#page} does for others.
     *
     * @param guest database id of the guest, who is left out
     */
    PeoplePage page(long guest, String query, PeopleCursor after, int limit);
}
