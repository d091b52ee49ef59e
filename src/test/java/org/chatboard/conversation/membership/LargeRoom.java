package org.chatboard.conversation.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.testing.Answer;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.TestServer;

/** A public room that has places for two more members, on a server of its own with two thousand accounts. */
final class LargeRoom implements AutoCloseable {
    /** Number of free places. */
    static final int FREE = 2;

    /** Why nobody can enter a full room. */
    static final String FULL = "The room has 1,000 members, and so cannot take another one.";

    /** Number of requests under way at once. */
    static final int AT_ONCE = 8;

    private static final int PEOPLE = 2_000;
    private static final int FIRST_MEMBERS = 256; // as many as the request that makes the room takes

    private final TestServer board;
    private final Member owner;
    private final List<Member> members;
    private final NamedRoom room;
    private final Invites.Link link;

    /** A way into the room. */
    enum Way {
        ADDED {
            @Override
            Answer enter(LargeRoom into, Member who) {
                return into.room.add(into.owner, who);
            }
        },
        JOINED {
            @Override
            Answer enter(LargeRoom into, Member who) {
                return into.room.join(who);
            }
        },
        INVITED {
            @Override
            Answer enter(LargeRoom into, Member who) {
                return who.rest().submit(into.link.path(), "join", "joinRoom");
            }

            @Override
            boolean isEntry(Answer answer) {
                return answer.status() == 302;
            }

            @Override
            void assertFull(Answer answer) {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains(FULL);
            }
        };

        abstract Answer enter(LargeRoom into, Member who);

        boolean isEntry(Answer answer) {
            return answer.status() == 200;
        }

        void assertFull(Answer answer) {
            assertProblem(answer, 409, name());
            assertThat(answer.json().getString("detail")).isEqualTo(FULL);
        }
    }

    /** Starts the server, whose accounts have to be there before, and fills the room. */
    LargeRoom() {
        board = TestServer.start(ChatBoardProcess.QUICK_START, Map.of(), PEOPLE);
        owner = board.newMember();
        members = Stream.generate(board::newMember)
                .limit(RoomMembers.MAX - FREE - 1)
                .toList();
        room = NamedRoom.create(
                "PUBLIC",
                owner,
                members.subList(0, FIRST_MEMBERS).stream().map(Member::id).toList());
        assertThat(atOnce(members.subList(FIRST_MEMBERS, members.size()).stream()
                        .<Callable<Integer>>map(
                                member -> () -> room.add(owner, member).status())
                        .toList()))
                .containsOnly(200);
        link = Invites.make(owner, room.id(), "uses", 1_000);
    }

    TestServer board() {
        return board;
    }

    Member owner() {
        return owner;
    }

    /** {@return the members without the owner} */
    List<Member> members() {
        return members;
    }

    NamedRoom room() {
        return room;
    }

    /** {@return an invitation into the room} */
    Invites.Link link() {
        return link;
    }

    long usesLeft() {
        return Invites.usesLeft(owner, link);
    }

    long memberCount() {
        return Json.number(room.entry(owner), "memberCount");
    }

    /** {@return sequence number of the newest line} */
    long seq() {
        return Json.number(room.entry(owner), "seq");
    }

    /** Removes a member. */
    void remove(long account) {
        assertThat(owner.rest().delete(room.path("/members/" + account)).status())
                .isEqualTo(204);
    }

    /** Runs tasks, {@value #AT_ONCE} of them at once. {@return their results in the same order} */
    static <T> List<T> atOnce(List<Callable<T>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public void close() {
        board.close();
    }
}
