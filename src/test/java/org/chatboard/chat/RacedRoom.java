package org.chatboard.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.chatboard.account.Person;
import org.chatboard.message.MessageDto;
import org.chatboard.message.MessageHistory;
import org.chatboard.message.MessagePage;
import org.chatboard.message.MessagesPosted;
import org.chatboard.message.RoomOverview;
import org.chatboard.message.RoomOverviewPage;
import org.chatboard.message.RoomOverviews;
import org.chatboard.room.RoomKind;
import org.chatboard.room.RoomMembers;

/** A room in a database that takes its time, at random, before and after each look: what is read is old by then. */
final class RacedRoom {
    static final long READER = 1;
    static final long WRITER = 2;
    static final long ROOM = 7;
    static final String EPOCH = "epoch";
    private static final RoomMembers MEMBERS = new RoomMembers(ROOM, RoomKind.DIRECT, List.of(READER, WRITER));
    private static final Person PERSON = new Person(WRITER, "ben", "Ben");
    private static final int MOST_NANOS = 300_000;

    private volatile long last;

    /** A room with so many messages. */
    RacedRoom(long messages) {
        last = messages;
    }

    /** Nothing, another thread's turn, or up to 0.3 ms. */
    static void delay(Random random) {
        switch (random.nextInt(4)) {
            case 0 -> LockSupport.parkNanos(random.nextInt(MOST_NANOS));
            case 1 -> Thread.yield();
            default -> {} // at once
        }
    }

    /** Commits the next message. @return what its observers are told then */
    MessagesPosted commit() {
        long seq = last + 1;
        last = seq; // one writer a room
        return new MessagesPosted(List.of(new MessagesPosted.Posted(MEMBERS, seq, null, message(seq))));
    }

    /** Number of the newest message. */
    long last() {
        return last;
    }

    private static MessageDto message(long seq) {
        return new MessageDto(
                1_000 + seq, ROOM, seq, seq, PERSON, "c", "m", Instant.EPOCH, null, null, MessageDto.Later.NOTHING);
    }

    private RoomOverview overview(long seq) {
        RoomOverview.LastMessage newest = new RoomOverview.LastMessage(1_000 + seq, WRITER, "m", Instant.EPOCH, null);
        return new RoomOverview(
                ROOM, RoomKind.DIRECT, "Ben", List.of(PERSON), EPOCH, seq, 0, 0, List.of(), seq, false, newest);
    }

    /** Reads as {@link MessageHistory} does: the last number first. */
    MessageHistory history(Random random) {
        return new MessageHistory() {
            @Override
            public MessagePage after(long roomId, long seq, int limit) {
                delay(random);
                long there = last;
                delay(random);
                long to = Math.min(there, seq + limit);
                List<MessageDto> messages = LongStream.rangeClosed(seq + 1, to)
                        .mapToObj(RacedRoom::message)
                        .toList();
                delay(random);
                return new MessagePage(roomId, messages, seq + 1, to, to < there, List.of());
            }
        };
    }

    /** Lists the room once there is a message in it. */
    RoomOverviews overviews(Random random) {
        return new RoomOverviews() {
            @Override
            public RoomOverviewPage page(long accountId, String after, int limit) {
                delay(random);
                long there = last;
                delay(random);
                return new RoomOverviewPage(there == 0 ? List.of() : List.of(overview(there)), null);
            }

            @Override
            public Optional<RoomOverview> one(long roomId, long accountId) {
                delay(random);
                RoomOverview now = overview(last);
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
