package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.stream.LongStream;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.connection.SocketPrincipal;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.conversation.presence.Presence;
import org.chatboard.conversation.presence.PresenceRegistry;
import org.chatboard.conversation.presence.PresenceState;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Presence with more frames than one tick may send, with slow consumers, and without the database. */
class PresenceBroadcasterTest {
    private static final long BOB = 2;

    private final PresenceBroadcaster broadcaster = new PresenceBroadcaster();
    private final List<Presence> changes = new ArrayList<>();
    private final Map<Long, PresenceState> states = new HashMap<>();
    private boolean broken;
    private boolean visibilityBroken;

    /** A reader whose sends do not complete while it is paused. */
    private static final class Reader {
        private final List<String> frames = new ArrayList<>();
        private final Queue<SendHandler> incomplete = new ArrayDeque<>();
        private boolean paused;

        private Session session() {
            RemoteEndpoint.Async remote =
                    (RemoteEndpoint.Async) proxy(RemoteEndpoint.Async.class, (name, arguments) -> {
                        frames.add((String) arguments[0]);
                        if (paused) {
                            incomplete.add((SendHandler) arguments[1]);
                        } else {
                            ((SendHandler) arguments[1]).onResult(new SendResult());
                        }
                        return null;
                    });
            Map<String, Object> properties = new HashMap<>();
            return (Session)
                    proxy(Session.class, (name, arguments) -> name.equals("getUserProperties") ? properties : remote);
        }

        private void resume() {
            paused = false;
            while (!incomplete.isEmpty()) {
                incomplete.poll().onResult(new SendResult());
            }
        }

        private List<String> presence() {
            return frames.stream().filter(frame -> frame.contains("presence")).toList();
        }

        private interface Answer {
            Object to(String name, Object[] arguments);
        }

        private static Object proxy(Class<?> type, Answer answer) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> answer.to(method.getName(), arguments));
        }
    }

    @BeforeEach
    void start() {
        Settings settings = Settings.of(Map.of("CHATBOARD_LIMIT_SOCKETS_PER_ACCOUNT", "1000"));
        broadcaster.connections = new Connections(settings, new AccountRateLimits(settings));
        broadcaster.preferences = new PreferencesCache() {
            @Override
            public Preferences get(long accountId) {
                return Preferences.DEFAULT;
            }
        };
        broadcaster.visibility = new PeopleVisibility() {
            @Override
            public boolean sees(SignedInAccount viewer, long account) {
                if (visibilityBroken) {
                    throw new IllegalStateException("the database does not answer");
                }
                return super.sees(viewer, account);
            }
        };
        broadcaster.presences = new PresenceRegistry() {
            @Override
            public List<Presence> current(Collection<Long> accountIds) {
                if (broken) {
                    throw new IllegalStateException("the database does not answer");
                }
                return accountIds.stream()
                        .map(id -> new Presence(id, states.getOrDefault(id, PresenceState.OFFLINE), null))
                        .toList();
            }

            @Override
            public List<Presence> pollChanges() {
                List<Presence> taken = List.copyOf(changes);
                changes.clear();
                return taken;
            }

            @Override
            public boolean isStartupGraceOver() {
                return true;
            }
        };
        broadcaster.tick();
    }

    private Connection connect(Reader reader) {
        SignedInAccount ann = new SignedInAccount(1, 10, "ann", "Ann", null, "USER", Instant.MAX);
        Connection connection = broadcaster.connections.add(
                reader.session(), new SocketPrincipal(ann, SocketGuard.NONE), OptionalLong.empty());
        connection.subscriptions().beginGreeting();
        connection.subscriptions().completeGreeting();
        return connection;
    }

    private void setBob(PresenceState state) {
        states.put(BOB, state);
        changes.add(new Presence(BOB, state, null));
    }

    @Test
    void sendsTheLatestStateOnceASlowConsumerHasCaughtUp() {
        Reader reader = new Reader();
        Connection connection = connect(reader);
        broadcaster.watch(connection, List.of(BOB));
        assertThat(reader.presence()).singleElement().asString().contains("offline");
        reader.paused = true;
        for (int frame = 0; frame <= 128; frame++) { // one is on the wire; the others fill half of the queue
            connection.offer("message");
        }
        setBob(PresenceState.ONLINE);
        broadcaster.tick();
        setBob(PresenceState.AWAY);
        broadcaster.tick();
        reader.resume();
        assertThat(reader.presence()).hasSize(1);
        broadcaster.tick();
        assertThat(reader.presence()).hasSize(2).last().asString().contains("away");
        broadcaster.tick();
        assertThat(reader.presence()).hasSize(2);
        assertThat(connection.isClosing()).isFalse();
    }

    @Test
    void sendsALimitedNumberOfFramesATickAndTheRestAtTheNext() {
        List<Long> hundred = LongStream.rangeClosed(1, 100).boxed().toList();
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < PresenceBroadcaster.FRAMES_A_TICK / 100 + 2; i++) {
            Reader reader = new Reader();
            readers.add(reader);
            broadcaster.watch(connect(reader), hundred);
        }
        assertThat(readers.stream().mapToInt(reader -> reader.presence().size()).sum())
                .isEqualTo(PresenceBroadcaster.FRAMES_A_TICK);
        broadcaster.tick();
        assertThat(readers).allMatch(reader -> reader.presence().size() == 100);
    }

    @Test
    void answersRepeatedWatchFramesOnceATick() {
        Reader reader = new Reader();
        Connection connection = connect(reader);
        broadcaster.watch(connection, List.of(BOB));
        broadcaster.watch(connection, List.of(BOB, 3L));
        broadcaster.watch(connection, List.of(BOB, 4L));
        assertThat(reader.presence()).hasSize(1);
        broadcaster.tick();
        assertThat(reader.presence()).hasSize(3).noneMatch(frame -> frame.contains(":3,"));
    }

    @Test
    void sendsPendingStatesOnceTheDatabaseAnswers() {
        Reader reader = new Reader();
        Connection connection = connect(reader);
        broken = true;
        assertThatThrownBy(() -> broadcaster.watch(connection, List.of(BOB))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(broadcaster::tick).isInstanceOf(IllegalStateException.class);
        broken = false;
        broadcaster.tick();
        assertThat(reader.presence()).hasSize(1);
    }

    @Test
    void sendsAChangeThatTheDatabaseHeldUpToAllPages() {
        List<Reader> readers = List.of(new Reader(), new Reader());
        readers.forEach(reader -> broadcaster.watch(connect(reader), List.of(BOB)));
        setBob(PresenceState.ONLINE);
        visibilityBroken = true;
        broadcaster.tick();
        assertThat(readers).allMatch(reader -> reader.presence().size() == 1);
        visibilityBroken = false;
        broadcaster.tick();
        assertThat(readers).allSatisfy(reader -> assertThat(reader.presence())
                .hasSize(2)
                .last()
                .asString()
                .contains("online"));
    }
}
