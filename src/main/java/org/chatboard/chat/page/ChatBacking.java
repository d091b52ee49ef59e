package org.chatboard.chat.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Backs {@code /chat/{username}}: the receiver, and the newest messages of the conversation at the first load. */
@Named
@RequestScoped
public class ChatBacking {
    @Inject
    @Param(pathIndex = 0)
    String username;

    @Inject
    CurrentAccount current;

    @Inject
    AccountService accounts;

    @Inject
    PeopleVisibility visibility;

    @Inject
    RoomCache rooms;

    @Inject
    ConversationBacking conversation;

    private Person receiver;

    /** Finds the receiver and reads the newest messages. Sets status 404 if there is no such person to write to. */
    public void load() {
        SignedInAccount self = current.require();
        receiver = username == null
                ? null
                : accounts.personByUsername(username)
                        .filter(person -> person.id() != self.accountId() && visibility.mayWriteTo(self, person.id()))
                        .orElse(null);
        if (receiver == null) {
            Faces.setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        rooms.findDirect(self.accountId(), receiver.id()).ifPresent(conversation::load);
    }

    /** {@return the other person of the conversation, or null if no other account has that username} */
    public Person getReceiver() {
        return receiver;
    }
}
