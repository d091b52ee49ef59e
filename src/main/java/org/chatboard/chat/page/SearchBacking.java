package org.chatboard.chat.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.rest.PathId;
import org.omnifaces.cdi.Param;

/**
 * Backs {@code /search}: the names of the room and of the person that its address names. It has no name of a room that the account is no
 * member of, and of a person whom the account does not see; these look like ids of nothing.
 */
@Named
@RequestScoped
public class SearchBacking {
    @Inject
    @Param
    String room;

    @Inject
    @Param
    String sender;

    @Inject
    CurrentAccount current;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    AccountService accounts;

    @Inject
    PeopleVisibility visibility;

    private RoomOverview overview;
    private Person person;

    /** Finds the room and the person. */
    public void load() {
        SignedInAccount self = current.require();
        long roomId = PathId.parse(room);
        long accountId = PathId.parse(sender);
        overview = overviews.find(roomId, self.accountId()).orElse(null);
        person = Optional.of(accountId)
                .filter(id -> visibility.sees(self, id))
                .flatMap(accounts::person)
                .orElse(null);
    }

    /** {@return the id of the room, or null if the account has no such room} */
    public Long getRoomId() {
        return overview == null ? null : overview.room();
    }

    /** {@return the title of the room, or null} */
    public String getRoomTitle() {
        return overview == null ? null : overview.title();
    }

    /** {@return the id of the person, or null if the account sees no such person} */
    public Long getSenderId() {
        return person == null ? null : person.id();
    }

    /** {@return the display name of the person, or null} */
    public String getSenderName() {
        return person == null ? null : person.displayName();
    }
}
