package org.chatboard.chat.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.RoomSubscriptions;
import org.chatboard.chat.delivery.ReplaySender;
import org.chatboard.chat.wire.ClientFrame;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ErrorCode;
import org.chatboard.chat.wire.FrameException;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.platform.config.Limits;
import org.chatboard.platform.config.Settings;

/** Answers {@code hello}: sends the rooms of the account to the page, and starts the replays that the page asks for. */
@ApplicationScoped
public class HelloHandler {
    private static final int MAX_ROOMS = 200;

    private RoomOverviewQuery overviews;
    private ReplaySender replays;
    private NotificationPolicy notifications;
    private PreferencesCache preferences;
    private Settings settings;
    private Clock clock;

    /** For the container's proxy. */
    protected HelloHandler() {}

    /** Creates the handler; tests call this constructor too. */
    @Inject
    public HelloHandler(
            RoomOverviewQuery overviews,
            ReplaySender replays,
            NotificationPolicy notifications,
            PreferencesCache preferences,
            Settings settings,
            Clock clock) {
        this.overviews = overviews;
        this.replays = replays;
        this.notifications = notifications;
        this.preferences = preferences;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends {@code welcome} and an answer for each room that {@code hello} names, then starts the replays.
     *
     * @throws FrameException if {@code hello} has come before
     */
    public void handle(Connection connection, ClientFrame.Hello hello) {
        RoomSubscriptions subscriptions = connection.subscriptions();
        if (!subscriptions.beginGreeting()) {
            throw new FrameException(
                    ErrorCode.BAD_REQUEST, "'hello' is sent only once, as the first frame.", null, null);
        }
        RoomOverviewPage page = overviews.page(connection.accountId(), null, MAX_ROOMS);
        connection.offer(ServerFrame.welcome(
                greeting(connection),
                page.rooms(),
                notifications.missed(page.rooms(), connection.accountId()),
                page.next() != null));
        Map<Long, RoomOverview> announced = new HashMap<>();
        page.rooms().forEach(room -> {
            announced.put(room.room(), room);
            subscriptions.announce(room.room(), room.seq());
        });
        Set<Long> named = new HashSet<>();
        for (ClientFrame.ResumePoint held : hello.rooms()) {
            if (!connection.isClosing() && named.add(held.room())) {
                resume(connection, held, announced.get(held.room()));
            }
        }
        if (subscriptions.completeGreeting()) {
            replays.start(connection);
        }
    }

    private void resume(Connection connection, ClientFrame.ResumePoint held, RoomOverview announced) {
        RoomOverview room = announced != null ? announced : announceNamed(connection, held.room());
        if (room == null) {
            return;
        }
        boolean otherEpoch = held.epoch() != null ? !held.epoch().equals(room.epoch()) : held.since() > 0;
        if (otherEpoch || held.since() > room.seq()) {
            connection.offer(ServerFrame.reset(room.room(), room.epoch(), room.seq()));
        } else {
            connection.subscriptions().resume(room.room(), held.since());
        }
    }

    /** Sends {@code room} for a room that {@code welcome} does not contain. {@return null if the account is no member} */
    private RoomOverview announceNamed(Connection connection, long roomId) {
        RoomOverview room = overviews.find(roomId, connection.accountId()).orElse(null);
        if (room != null) {
            connection.offer(ServerFrame.room(room));
            connection.subscriptions().announce(room.room(), room.seq());
            return room;
        }
        connection.offer(FrameException.roomNotFound(null, roomId).toFrame());
        if (!connection.limiter().countRejected()) {
            connection.closeWithBye(CloseCode.FLOOD);
        }
        return null;
    }

    private ServerFrame.Greeting greeting(Connection connection) {
        return new ServerFrame.Greeting(
                connection.person(),
                preferences.get(connection.accountId()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                settings.heartbeatMs(),
                limits(settings));
    }

    /** {@return the limits that {@code welcome} names} */
    public static Map<String, Long> limits(Settings settings) {
        Limits limits = settings.limits();
        return Map.of(
                "frameBytes", (long) limits.frameBytes(),
                "messageCodePoints", (long) limits.messageCodePoints(),
                "allMembers", (long) limits.allMembers(),
                "deadAfterMs", (long) settings.deadAfterMs(),
                "fileBytes", limits.fileBytes(),
                "messageFiles", (long) limits.messageFiles());
    }
}
