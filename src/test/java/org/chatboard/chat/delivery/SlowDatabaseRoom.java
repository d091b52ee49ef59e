package org.chatboard.chat.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.conversation.message.SequencedChange;
import org.chatboard.conversation.request.ChangeKind;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.Person;
import org.chatboard.testing.PlainMessages;

/**
 * A room in a simulated database. Random delays around each read make results that may be outdated when they are used.
 */
final class SlowDatabaseRoom {
    static final long READER = 1;
    static final long WRITER = 2;
    static final long ROOM = 7;
    static final String EPOCH = "epoch";
    static final RoomMembers MEMBERS = RoomMembers.direct(ROOM, List.of(READER, WRITER));
    private static final Person PERSON = new Person(WRITER, "ben", "Ben");
    private static final int MAX_DELAY_NANOS = 300_000;

    /** For each sequence number, from 1 on: the sequence number of the message that it posts or changes. */
    private final List<Long> numbers;

    /** Creates a room whose first {@code taken} sequence numbers belong to random messages and changes. */
    SlowDatabaseRoom(long taken, Random random) {
        List<Long> before = new ArrayList<>();
        for (long seq = 1; seq <= taken; seq++) {
            before.add(next(before, random));
        }
        numbers = new CopyOnWriteArrayList<>(before);
    }

    /**
     * {@return the sequence number of the message that the next sequence number belongs to} In three of four cases it is a new
     * message, otherwise one that the last 40 numbers posted or changed.
     */
    private static long next(List<Long> before, Random random) {
        long seq = before.size() + 1L;
        return seq == 1 || random.nextInt(4) > 0
                ? seq
                : before.get(before.size() - 1 - random.nextInt(Math.min(before.size(), 40)));
    }

    /** Waits up to 0.3 ms, yields, or returns at once. */
    static void delay(Random random) {
        switch (random.nextInt(4)) {
            case 0 -> LockSupport.parkNanos(random.nextInt(MAX_DELAY_NANOS));
            case 1 -> Thread.yield();
            default -> {} // at once
        }
    }

    /** Commits the next message or change. {@return the event that tells observers of the commit} */
    MessagesPosted commit(Random random) {
        long message = next(numbers, random);
        numbers.add(message); // needs no lock, since a room has one writer
        ChangeKind kind = message == last() ? null : ChangeKind.EDIT;
        return new MessagesPosted(
                List.of(new MessagesPosted.Posted(last(), kind, message(message, List.copyOf(numbers)))));
    }

    /** {@return the last sequence number} */
    long last() {
        return numbers.size();
    }

    /**
     * {@return the messages that a reader must have who resumed after {@code since}} Keys are their sequence numbers, values
     * those of their latest changes.
     */
    Map<Long, Long> latest(long since) {
        Map<Long, Long> latest = new HashMap<>();
        for (long seq = since + 1; seq <= last(); seq++) {
            latest.put(numbers.get((int) seq - 1), seq);
        }
        return latest;
    }

    private static MessageDto message(long seq, List<Long> numbers) {
        long changed = numbers.lastIndexOf(seq) + 1L;
        return changed == seq ? PlainMessages.message(ROOM, seq) : PlainMessages.changed(ROOM, seq, changed);
    }

    private RoomOverview overview(long seq) {
        RoomOverview.LastMessage newest =
                new RoomOverview.LastMessage(1_000 + seq, WRITER, "m", Instant.EPOCH, null, null, 0);
        return new RoomOverview(
                ROOM,
                RoomKind.DIRECT,
                "Ben",
                null,
                null,
                null,
                List.of(PERSON),
                2,
                RoomRole.MEMBER,
                EPOCH,
                seq,
                0,
                0,
                List.of(),
                seq,
                0,
                NotifyLevel.ALL,
                newest);
    }

    /**
     * {@return a history that reads in the order of the real one: first the room's last sequence number, then messages}
     */
    MessageHistory history(Random random) {
        return new MessageHistory() {
            @Override
            public MessagePage after(long roomId, long reader, long seq, int limit) {
                delay(random);
                long newest = last();
                delay(random);
                SortedSet<Long> messages = new TreeSet<>();
                List<SequencedChange> changes = new ArrayList<>();
                long to = seq;
                while (to < newest && (messages.size() < limit || messages.contains(numbers.get((int) to)))) {
                    long message = numbers.get((int) to++);
                    messages.add(message);
                    if (message != to) {
                        changes.add(new SequencedChange(to, ChangeKind.EDIT, 1_000 + message));
                    }
                }
                List<Long> now = List.copyOf(numbers);
                delay(random);
                return new MessagePage(
                        roomId,
                        messages.stream().map(message -> message(message, now)).toList(),
                        seq + 1,
                        to,
                        to < newest,
                        changes);
            }
        };
    }

    /** {@return a list of rooms that contains this room once it has a message} */
    RoomOverviewQuery overviews(Random random) {
        return new RoomOverviewQuery() {
            @Override
            public RoomOverviewPage page(long accountId, String after, int limit) {
                delay(random);
                long newest = last();
                delay(random);
                return new RoomOverviewPage(newest == 0 ? List.of() : List.of(overview(newest)), null);
            }

            @Override
            public Optional<RoomOverview> find(long roomId, long accountId) {
                delay(random);
                RoomOverview now = overview(last());
                delay(random);
                return Optional.of(now);
            }

            @Override
            public Optional<RoomOverview> asOf(long roomId, long accountId, long seq) {
                delay(random);
                return Optional.of(overview(seq));
            }
        };
    }
}
