package org.chatboard.people.account;

/** Who sees whom where guests are concerned. The conversation area implements it, since it depends on the rooms that people share. */
public interface GuestPeople {
    /**
     * Reads a page of the people whom a guest sees, as {@link PeopleService#page} does for others.
     *
     * @param guest database id of the guest, who is left out
     */
    PeoplePage page(long guest, String query, PeopleCursor after, int limit);

    /**
     * Reads a page of the guests who are in a room with an account, as {@link PeopleService#page} does for others. They are marked.
     *
     * @param account database id of an account that is no guest
     */
    PeoplePage with(long account, String query, PeopleCursor after, int limit);
}
