package org.chatboard.chat.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.chatboard.chat.wire.MessageJson;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.UnreadRoomsQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.limit.AccountRates;

/** Backs the messages of an open conversation: its newest ones at the first load, and how far the account has read. */
@Named
@RequestScoped
public class ConversationBacking {
    private static final int PAGE = 50;

    @Inject
    CurrentAccount current;

    @Inject
    MessageHistory history;

    @Inject
    UnreadRoomsQuery unread;

    @Inject
    AccountRateLimits rateLimits;

    private Long roomId;
    private boolean direct;
    private List<MessageDto> recent = List.of();
    private boolean more;
    private long readSeq;

    /**
     * Reads the newest messages of a room of the account, which the caller has checked.
     *
     * @throws RoomNotFoundException if the account has ceased to be a member meanwhile
     */
    void load(RoomMembers room) {
        long self = current.require().accountId();
        MessagePage page = history.newest(room.roomId(), self, PAGE);
        roomId = room.roomId();
        direct = room.kind() == RoomKind.DIRECT;
        readSeq = unread.readSeq(roomId, self);
        recent = page.messages();
        more = page.more();
        AccountRates rates = rateLimits.of(self);
        recent.forEach(message -> rates.countRead(message.message()));
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

    /** {@return whether the room has older messages} */
    public boolean isMore() {
        return more;
    }

    /** {@return the sentence of a room event} */
    public String event(MessageDto line) {
        return EventSentence.of(line.event(), line.sender(), current.require().accountId());
    }

    /** {@return time at which a message was stored, in the format of frames} */
    public String sentAt(MessageDto message) {
        return MessageJson.time(message.sentAt());
    }

    /**
     * {@return the fields of a {@code message} frame as JSON, or null if the page can read them from the element} These are the
     * messages of a conversation of two without reply, change or reaction. In a room of several the page needs the sender's name.
     */
    public String state(MessageDto message) {
        boolean own = message.sender().id() == current.require().accountId();
        return direct && message.isPlain() ? null : ServerFrame.state(message, own);
    }
}
