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
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.ChangeKind;
import org.chatboard.conversation.message.ChangeStep;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessageHistory;
import org.chatboard.conversation.message.MessagePage;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/** A room in a database that takes its time, at random, before and after each look: what is read is old by then. */
final class SlowDatabaseRoom {
    static final long READER = 1;
    static final long WRITER = 2;
    static final long ROOM = 7;
    static final String EPOCH = "epoch";
    private static final RoomMembers MEMBERS = new RoomMembers(ROOM, RoomKind.DIRECT, List.of(READER, WRITER));
    private static final Person PERSON = new Person(WRITER, "ben", "Ben");
    private static final int MOST_NANOS = 300_000;

    /** What took each number, that of 1 first: the number of the message that is new or changed by it. */
    private final List<Long> numbers;

    /** A room with so many numbers taken, some of them by changes. */
    SlowDatabaseRoom(long taken, Random random) {
        List<Long> before = new ArrayList<>();
        for (long seq = 1; seq <= taken; seq++) {
            before.add(next(before, random));
        }
        numbers = new CopyOnWriteArrayList<>(before);
    }

    /** Every fourth is a change of one of the latest messages. */
    private static long next(List<Long> before, Random random) {
        long seq = before.size() + 1L;
        return seq == 1 || random.nextInt(4) > 0
                ? seq
                : before.get(before.size() - 1 - random.nextInt(Math.min(before.size(), 40)));
    }

    /** Nothing, another thread's turn, or up to 0.3 ms. */
    static void delay(Random random) {
        switch (random.nextInt(4)) {
            case 0 -> LockSupport.parkNanos(random.nextInt(MOST_NANOS));
            case 1 -> Thread.yield();
            default -> {} // at once
        }
    }

    /** Commits the next message or change. @return what its observers are told then */
    MessagesPosted commit(Random random) {
        long message = next(numbers, random);
        numbers.add(message); // one writer a room
        ChangeKind kind = message == last() ? null : ChangeKind.EDIT;
        return new MessagesPosted(
                List.of(new MessagesPosted.Posted(MEMBERS, last(), kind, message(message, List.copyOf(numbers)))));
    }

    /** The last number. */
    long last() {
        return numbers.size();
    }

    /** What a reader who held the room up to a number is to be told, in the end: by message, the number of its latest change. */
    Map<Long, Long> latest(long since) {
        Map<Long, Long> latest = new HashMap<>();
        for (long seq = since + 1; seq <= last(); seq++) {
            latest.put(numbers.get((int) seq - 1), seq);
        }
        return latest;
    }

    private static MessageDto message(long seq, List<Long> numbers) {
        long changed = numbers.lastIndexOf(seq) + 1L;
        MessageDto.Later later =
                changed == seq ? MessageDto.Later.NOTHING : new MessageDto.Later(null, null, changed, List.of());
        return new MessageDto(1_000 + seq, ROOM, seq, seq, PERSON, "c", "m", Instant.EPOCH, null, null, later);
    }

    private RoomOverview overview(long seq) {
        RoomOverview.LastMessage newest = new RoomOverview.LastMessage(1_000 + seq, WRITER, "m", Instant.EPOCH, null);
        return new RoomOverview(
                ROOM, RoomKind.DIRECT, "Ben", List.of(PERSON), EPOCH, seq, 0, 0, List.of(), seq, false, newest);
    }

    /** Reads as {@link MessageHistory} does: the last number first, and the messages as they are after that. */
    MessageHistory history(Random random) {
        return new MessageHistory() {
            @Override
            public MessagePage after(long roomId, long seq, int limit) {
                delay(random);
                long there = last();
                delay(random);
                SortedSet<Long> messages = new TreeSet<>();
                List<ChangeStep> changes = new ArrayList<>();
                long to = seq;
                while (to < there && (messages.size() < limit || messages.contains(numbers.get((int) to)))) {
                    long message = numbers.get((int) to++);
                    messages.add(message);
                    if (message != to) {
                        changes.add(new ChangeStep(to, ChangeKind.EDIT, 1_000 + message));
                    }
                }
                List<Long> now = List.copyOf(numbers);
                delay(random);
                return new MessagePage(
                        roomId,
                        messages.stream().map(message -> message(message, now)).toList(),
                        seq + 1,
                        to,
                        to < there,
                        changes);
            }
        };
    }

    /** Lists the room once there is a message in it. */
    RoomOverviewQuery overviews(Random random) {
        return new RoomOverviewQuery() {
            @Override
            public RoomOverviewPage page(long accountId, String after, int limit) {
                delay(random);
                long there = last();
                delay(random);
                return new RoomOverviewPage(there == 0 ? List.of() : List.of(overview(there)), null);
            }

            @Override
            public Optional<RoomOverview> one(long roomId, long accountId) {
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
