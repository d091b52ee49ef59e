package org.chatboard.chat;

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
import org.chatboard.account.AccountPreferences;
import org.chatboard.message.RoomOverview;
import org.chatboard.message.RoomOverviewPage;
import org.chatboard.message.RoomOverviews;
import org.chatboard.system.Limits;
import org.chatboard.system.Settings;

/** Answers {@code hello}: tells a page of its rooms, and starts the replays that it asks for. */
@ApplicationScoped
class Greeter {
    private static final int MAX_ROOMS = 200;

    @Inject
    RoomOverviews overviews;

    @Inject
    Replays replays;

    @Inject
    AccountPreferences preferences;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    void greet(Connection connection, ClientFrame.Hello hello) {
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
                connection.offer(FrameHandler.roomNotFound(null, held.room()).toFrame());
                if (!connection.budget().countRefusal()) {
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
    static Map<String, Long> limits(Settings settings) {
        Limits limits = settings.limits();
        return Map.of(
                "frameBytes", (long) limits.frameBytes(),
                "messageCodePoints", (long) limits.messageCodePoints(),
                "deadAfterMs", (long) settings.deadAfterMs());
    }
}
