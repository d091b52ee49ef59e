package org.chatboard.chat.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.chatboard.chat.wire.MessageJson;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.inbox.UnreadRoomsQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessageHistory;
import org.chatboard.conversation.message.MessagePage;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.Person;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.limit.AccountRates;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Backs {@code /chat/{username}}: the receiver, and the newest messages as the page is first shown. */
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

    /** Finds the receiver and reads the newest messages; the status is 404 where there is nobody of that name but oneself. */
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

    /** {@return the person at the other end, or null where there is nobody of that name} */
    public Person getReceiver() {
        return receiver;
    }

    /** {@return the id of the conversation, or null where nobody has written yet} */
    public Long getRoomId() {
        return roomId;
    }

    /** {@return its newest messages, oldest first} */
    public List<MessageDto> getRecent() {
        return recent;
    }

    /** {@return number up to which they were read} */
    public long getReadSeq() {
        return readSeq;
    }

    /** {@return when a message was stored, as its frame says it} */
    public String sentAt(MessageDto message) {
        return MessageJson.time(message.sentAt());
    }

    /** {@return what a {@code message} frame says of a message, where that is more than the page shows of a plain one; else null} */
    public String state(MessageDto message) {
        boolean own = message.sender().id() == current.require().accountId();
        return message.isPlain() ? null : ServerFrame.state(message, own);
    }

    /** {@return whether there are older ones} */
    public boolean isMore() {
        return more;
    }
}
