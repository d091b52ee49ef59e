package org.chatboard.chat.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.platform.rest.PathId;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Backs {@code /room/{id}}: the room, and its newest messages at the first load. A room that does not exist and one that the account
 * is not a member of look the same. A conversation of two has its address at {@code /chat/{username}}, to which this page leads.
 */
@Named
@RequestScoped
public class RoomBacking {
    @Inject
    @Param(pathIndex = 0)
    String id;

    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    AccountService accounts;

    @Inject
    ConversationBacking conversation;

    private RoomOverview overview;

    /** Finds the room and reads its newest messages. Sets status 404 if the account has no such room. */
    public void load() {
        long self = current.require().accountId();
        Optional<RoomMembers> room = access.find(PathId.parse(id), self, RoomAction.SEE);
        if (room.isPresent() && room.get().kind() == RoomKind.DIRECT) {
            redirectToChat(room.get(), self);
            return;
        }
        overview = room.flatMap(found -> overviews.find(found.roomId(), self)).orElse(null);
        if (overview == null || !loadConversation(room.get())) {
            overview = null;
            Faces.setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** {@return false if the account has ceased to be a member meanwhile} */
    private boolean loadConversation(RoomMembers room) {
        try {
            conversation.load(room);
            return true;
        } catch (RoomNotFoundException e) {
            return false;
        }
    }

    private void redirectToChat(RoomMembers room, long self) {
        long other = room.accountIds().stream()
                .filter(account -> account != self)
                .findFirst()
                .orElseThrow();
        Faces.redirect("/chat/%s", accounts.person(other).orElseThrow().username());
    }

    /** {@return the title of the room, or null if the account has no such room} */
    public String getTitle() {
        return overview == null ? null : overview.title();
    }

    /** {@return the topic of the room, or null} */
    public String getTopic() {
        return overview == null ? null : overview.topic();
    }

    /** {@return the version of the picture of the room, or null} */
    public String getPicture() {
        return overview == null ? null : overview.picture();
    }

    /** {@return whether the room is archived} */
    public boolean isArchived() {
        return overview != null && overview.archivedAt() != null;
    }
}
