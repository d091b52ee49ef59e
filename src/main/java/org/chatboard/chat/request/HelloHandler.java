package org.chatboard.chat.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Replay;
import org.chatboard.chat.delivery.ReplaySender;
import org.chatboard.chat.wire.ClientFrame;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ErrorCode;
import org.chatboard.chat.wire.FrameException;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.platform.config.Limits;
import org.chatboard.platform.config.Settings;

/** Answers {@code hello}: tells a page of its rooms, and starts the replays that it asks for. */
@ApplicationScoped
public class HelloHandler {
    private static final int MAX_ROOMS = 200;

    private RoomOverviewQuery overviews;
    private ReplaySender replays;
    private PreferencesCache preferences;
    private Settings settings;
    private Clock clock;

    /** For the container's proxy. */
    protected HelloHandler() {}

    /** The collaborators, which a test gives too. */
    @Inject
    public HelloHandler(
            RoomOverviewQuery overviews,
            ReplaySender replays,
            PreferencesCache preferences,
            Settings settings,
            Clock clock) {
        this.overviews = overviews;
        this.replays = replays;
        this.preferences = preferences;
        this.settings = settings;
        this.clock = clock;
    }

    public void greet(Connection connection, ClientFrame.Hello hello) {
        if (!connection.feed().startGreeting()) {
            throw new FrameException(
                    ErrorCode.BAD_REQUEST, "'hello' is sent only once, as the first frame.", null, null);
        }
        RoomOverviewPage page = overviews.page(connection.accountId(), null, MAX_ROOMS);
        connection.offer(ServerFrame.welcome(greeting(connection), page.rooms(), page.next() != null));
        Map<Long, RoomOverview> told = new HashMap<>();
        page.rooms().forEach(room -> {
            told.put(room.room(), room);
            connection.feed().announced(room.room(), room.seq());
        });
        List<Replay> asked = new ArrayList<>();
        Set<Long> named = new HashSet<>();
        for (ClientFrame.Held held : hello.rooms()) {
            if (!connection.isLeaving() && named.add(held.room())) {
                resume(connection, held, told).ifPresent(asked::add);
            }
        }
        Set<Long> toReplay = new HashSet<>();
        asked.forEach(replay -> toReplay.add(replay.roomId()));
        List<Long> behind = connection.feed().greeted(toReplay);
        asked.stream()
                .filter(replay -> replay.since() < told.get(replay.roomId()).seq() || !isCaughtUp(connection, replay))
                .forEach(replay -> replays.start(connection, replay));
        behind.forEach(room -> replays.start(connection, Replay.ofGap(room)));
    }

    /** A client that comes back at once has missed nothing in most of its rooms: those are not asked of the database again. */
    private static boolean isCaughtUp(Connection connection, Replay replay) {
        long since = replay.since();
        return connection
                .feed()
                .replayedTo(replay.roomId(), since, ServerFrame.synced(replay.roomId(), since, since, false));
    }

    private Optional<Replay> resume(Connection connection, ClientFrame.Held held, Map<Long, RoomOverview> told) {
        RoomOverview room = told.get(held.room());
        if (room == null) {
            room = overviews.one(held.room(), connection.accountId()).orElse(null);
            if (room == null) {
                connection.offer(FrameException.roomNotFound(null, held.room()).toFrame());
                if (!connection.limiter().countRejected()) {
                    connection.bye(CloseCode.FLOOD);
                }
                return Optional.empty();
            }
            told.put(room.room(), room);
            connection.offer(ServerFrame.room(room));
            connection.feed().announced(room.room(), room.seq());
        }
        boolean otherEpoch = held.epoch() != null ? !held.epoch().equals(room.epoch()) : held.since() > 0;
        if (otherEpoch || held.since() > room.seq()) {
            connection.offer(ServerFrame.reset(room.room(), room.epoch(), room.seq()));
            return Optional.empty();
        }
        connection.feed().announced(room.room(), held.since());
        return Optional.of(Replay.asked(room.room(), held.since()));
    }

    private ServerFrame.Greeting greeting(Connection connection) {
        return new ServerFrame.Greeting(
                connection.person(),
                preferences.of(connection.accountId()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                settings.heartbeatMs(),
                limits(settings));
    }

    /** The limits that {@code welcome} names. */
    public static Map<String, Long> limits(Settings settings) {
        Limits limits = settings.limits();
        return Map.of(
                "frameBytes", (long) limits.frameBytes(),
                "messageCodePoints", (long) limits.messageCodePoints(),
                "deadAfterMs", (long) settings.deadAfterMs());
    }
}
