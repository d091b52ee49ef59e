package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chatboard.chat.delivery.SlowDatabaseRoom.ROOM;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.json.JsonObject;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.connection.ReplayStep;
import org.chatboard.chat.connection.SocketPrincipal;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.chat.request.HelloHandler;
import org.chatboard.chat.wire.ClientFrame;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.proof.ProofSizes;
import org.chatboard.testing.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Race test: a socket is registered, resumes a room and receives live frames while messages and changes are committed, with random delays
 * between the steps. In half of the races two nodes publish what was committed, so that frames overtake each other. Everything from {@code
 * hello} to the session is real; the database and the network are simulated.
 */
class ResumeRaceTest {
    private static final int MAX_BEFORE = 250;
    private static final int MAX_DURING = 12;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Settings settings = Settings.of(Map.of());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void sendsEveryMessageOnceInOrderAndInItsLatestState() throws Exception {
        for (int race = 0; race < ProofSizes.RACES; race++) {
            new Race(new Random(race)).run(race);
        }
    }

    private static long numberOf(JsonObject frame) {
        return switch (frame.getString("type")) {
            case "message", "change" -> Json.number(frame, "seq");
            case "synced" -> Json.number(frame, "to");
            default -> 0;
        };
    }

    /** A race between one reader, who connects, and one writer, who posts and edits messages. */
    private final class Race {
        private final Random random;
        private final SlowDatabaseRoom room;
        private final List<JsonObject> received = new CopyOnWriteArrayList<>();
        private final Connections connections = new Connections(settings, new AccountRateLimits(settings));
        private final ReplaySender replays = new ReplaySender();
        private final HelloHandler helloHandler;
        private final RoomBroadcaster broadcaster = new RoomBroadcaster();
        /** What each node has published so far. */
        private final CompletableFuture<?>[] nodes;

        Race(Random random) {
            this.random = random;
            nodes = Stream.generate(() -> CompletableFuture.completedFuture(null))
                    .limit(1 + random.nextInt(2))
                    .toArray(CompletableFuture[]::new);
            boolean longAway = random.nextInt(50) == 0;
            room = new SlowDatabaseRoom(
                    random.nextInt(MAX_BEFORE) + (longAway ? 2 * ReplayStep.MAX_MESSAGES : 0), random);
            replays.executor = executor();
            replays.history = room.history(random);
            replays.overviews = room.overviews(random);
            PreferencesCache defaults = new PreferencesCache() {
                @Override
                public Preferences get(long accountId) {
                    return Preferences.DEFAULT;
                }
            };
            replays.notifications = new SilentPolicy();
            helloHandler = new HelloHandler(
                    replays.overviews, replays, replays.notifications, defaults, settings, Clock.systemUTC());
            broadcaster.threads = new DeliveryThreads() {
                @Override
                void execute(long roomId, Task task) {
                    while (task.runPart()) {}
                }
            };
            broadcaster.rooms = new RoomCache() {
                @Override
                public Optional<RoomMembers> members(long roomId) {
                    return Optional.of(SlowDatabaseRoom.MEMBERS);
                }
            };
            replays.access = new RoomAccess(broadcaster.rooms);
            broadcaster.connections = connections;
            broadcaster.notifications = replays.notifications;
            broadcaster.replays = replays;
        }

        void run(int race) throws Exception {
            boolean resumes = random.nextInt(4) > 0;
            long since = random.nextInt((int) Math.min(room.last(), MAX_BEFORE) + 1);
            int during = 1 + random.nextInt(MAX_DURING);
            Future<?> writing = threads.submit(() -> write(during));
            Future<?> connecting = threads.submit(() -> connect(resumes, since));
            writing.get();
            connecting.get();
            awaitThat(race, () -> !resumes || indexOf("synced") >= 0);
            write(1);
            awaitThat(race, () -> newest() == room.last());
            check(race, resumes, since);
        }

        private void awaitThat(int race, Callable<Boolean> condition) {
            await("race " + race)
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .pollDelay(Duration.ZERO)
                    .until(condition);
        }

        /** Commits changes one after the other, each on one of the nodes. A node publishes its own in their order. */
        private void write(int changes) {
            for (int i = 0; i < changes; i++) {
                SlowDatabaseRoom.delay(random);
                MessagesPosted posted = room.commit(random);
                int node = random.nextInt(nodes.length);
                nodes[node] = nodes[node].thenRunAsync(() -> publish(posted), threads);
            }
            CompletableFuture.allOf(nodes).join();
        }

        private void publish(MessagesPosted posted) {
            SlowDatabaseRoom.delay(random);
            broadcaster.onPosted(posted);
        }

        private void connect(boolean resumes, long since) {
            SlowDatabaseRoom.delay(random);
            SignedInAccount ann =
                    new SignedInAccount(SlowDatabaseRoom.READER, 10, "ann", "Ann", null, "USER", Instant.MAX);
            Connection connection =
                    connections.add(session(), new SocketPrincipal(ann, SocketGuard.NONE), OptionalLong.empty());
            SlowDatabaseRoom.delay(random);
            List<ClientFrame.ResumePoint> held =
                    resumes ? List.of(new ClientFrame.ResumePoint(ROOM, SlowDatabaseRoom.EPOCH, since)) : List.of();
            helloHandler.handle(connection, new ClientFrame.Hello(held, true));
        }

        /** {@return the highest sequence number received} */
        private long newest() {
            return received.stream().mapToLong(ResumeRaceTest::numberOf).max().orElse(0);
        }

        private void check(int race, boolean resumes, long since) {
            assertThat(received.get(0).getString("type")).isEqualTo("welcome");
            long from = resumes ? since : announced();
            long last = from;
            boolean replaying = resumes;
            boolean cut = false;
            Map<Long, Long> held = new HashMap<>();
            for (JsonObject frame : received) {
                String type = frame.getString("type");
                if (type.equals("synced")) {
                    replaying = false;
                    cut = frame.getBoolean("more", false);
                    last = Json.number(frame, "to");
                    assertThat(Json.number(frame, "from")).isEqualTo(since);
                    assertThat(held).as("race %d", race).hasSizeLessThanOrEqualTo(ReplayStep.MAX_MESSAGES);
                } else if (type.equals("message") && replaying) {
                    Long before = held.put(Json.number(frame, "seq"), latest(frame));
                    assertThat(latest(frame))
                            .as("race %d: not twice in the same state", race)
                            .isNotEqualTo(before);
                } else if (type.equals("message") || type.equals("change")) {
                    long seq = Json.number(frame, "seq");
                    assertThat(seq).as("race %d: live in order", race).isEqualTo(cut ? seq : last + 1);
                    cut = false; // the replay was cut off; a client requests the missing messages as pages
                    last = seq;
                    JsonObject message = type.equals("change") ? frame.getJsonObject("state") : frame;
                    held.put(Json.number(message, "seq"), latest(message));
                }
            }
            assertThat(last).as("race %d", race).isEqualTo(room.last());
            if (indexOf("synced") < 0 || !received.get(indexOf("synced")).getBoolean("more", false)) {
                assertThat(held).as("race %d from %d", race, from).isEqualTo(room.latest(from));
            } else {
                assertThat(messages(received.subList(0, indexOf("synced")))).isEqualTo(ReplayStep.MAX_MESSAGES);
            }
        }

        private static long messages(List<JsonObject> frames) {
            return frames.stream()
                    .filter(frame -> frame.getString("type").equals("message"))
                    .count();
        }

        /** {@return the sequence number of a message's latest change; its own number if it was never changed} */
        private static long latest(JsonObject message) {
            return Json.number(message, message.containsKey("changeSeq") ? "changeSeq" : "seq");
        }

        /**
         * {@return the sequence number up to which the server announced the room, if {@code hello} did not name it} The
         * announcement is a {@code room} frame, or without one the {@code welcome} frame.
         */
        private long announced() {
            int room = indexOf("room");
            return room >= 0
                    ? Json.number(received.get(room), "seq")
                    : Json.number(received.get(0).getJsonArray("rooms").getJsonObject(0), "seq");
        }

        private int indexOf(String type) {
            return received.stream()
                    .map(frame -> frame.getString("type"))
                    .toList()
                    .indexOf(type);
        }

        private ManagedExecutorService executor() {
            return (ManagedExecutorService) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ManagedExecutorService.class},
                    (proxy, method, arguments) -> {
                        threads.execute(() -> {
                            SlowDatabaseRoom.delay(random);
                            ((Runnable) arguments[0]).run();
                        });
                        return null;
                    });
        }

        /** {@return a session whose sends complete at random within the call, or later on another thread} */
        private Session session() {
            RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {RemoteEndpoint.Async.class},
                    (proxy, method, arguments) -> send((String) arguments[0], (SendHandler) arguments[1]));
            Map<String, Object> properties = new HashMap<>();
            return (Session) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Session.class},
                    (proxy, method, arguments) -> method.getName().equals("getUserProperties") ? properties : remote);
        }

        private Object send(String frame, SendHandler done) {
            received.add(Json.parse(frame));
            if (random.nextBoolean()) {
                done.onResult(new SendResult());
            } else {
                threads.execute(() -> {
                    SlowDatabaseRoom.delay(random);
                    done.onResult(new SendResult());
                });
            }
            return null;
        }
    }
}
