package org.chatboard.chat.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.chatboard.chat.wire.MessageJson;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.UnreadRoomsQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.Person;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.limit.AccountRates;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Backs {@code /chat/{username}}: the receiver, and the newest messages of the conversation at the first load. */
@Named
@RequestScoped
public class ChatBacking {
    private static final int PAGE = 50;

    @Inject
    @Param(pathIndex = 0)
    String username;

    @Inject
    CurrentAccount current;

    @Inject
    AccountService accounts;

    @Inject
    RoomCache rooms;

    @Inject
    MessageHistory history;

    @Inject
    UnreadRoomsQuery unread;

    @Inject
    AccountRateLimits rateLimits;

    private Person receiver;
    private Long roomId;
    private List<MessageDto> recent = List.of();
    private boolean more;
    private long readSeq;

    /** Finds the receiver and reads the newest messages. Sets status 404 if no other account has that username. */
    public void load() {
        long self = current.require().accountId();
        receiver = username == null
                ? null
                : accounts.personByUsername(username)
                        .filter(person -> person.id() != self)
                        .orElse(null);
        if (receiver == null) {
            Faces.setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        rooms.findDirect(self, receiver.id()).ifPresent(room -> {
            MessagePage page = history.newest(room.roomId(), PAGE);
            roomId = room.roomId();
            readSeq = unread.readSeq(roomId, self);
            recent = page.messages();
            more = page.more();
            AccountRates rates = rateLimits.of(self);
            recent.forEach(message -> rates.countRead(message.message()));
        });
    }

    /** {@return the other person of the conversation, or null if no other account has that username} */
    public Person getReceiver() {
        return receiver;
    }

    /** {@return id of the room, or null if there is no message yet} */
    public Long getRoomId() {
        return roomId;
    }

    /** {@return the newest messages of the room, oldest first} */
    public List<MessageDto> getRecent() {
        return recent;
    }

    /** {@return sequence number up to which the account has read the room} */
    public long getReadSeq() {
        return readSeq;
    }

    /** {@return time at which a message was stored, in the format of frames} */
    public String sentAt(MessageDto message) {
        return MessageJson.time(message.sentAt());
    }

    /** {@return the fields of a {@code message} frame as JSON, or null for a message without reply, change or reaction} */
    public String state(MessageDto message) {
        boolean own = message.sender().id() == current.require().accountId();
        return message.isPlain() ? null : ServerFrame.state(message, own);
    }

    /** {@return whether the room has older messages} */
    public boolean isMore() {
        return more;
    }
}
