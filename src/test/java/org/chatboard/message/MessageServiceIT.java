package org.chatboard.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.chatboard.account.AccountService;
import org.chatboard.account.Person;
import org.chatboard.message.MessageRejectedException.Reason;
import org.chatboard.room.RoomMembers;
import org.chatboard.room.Rooms;
import org.chatboard.testing.Deployments;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services and persistence inside the server, with its transactions and its database. JUnit's assertions: they are there too. */
@ArquillianTest
class MessageServiceIT {
    @Inject
    MessageService service;

    @Inject
    MessageHistory history;

    @Inject
    MessageInbox inbox;

    @Inject
    RoomOverviews overviews;

    @Inject
    Rooms rooms;

    @Inject
    AccountService accounts;

    @Resource(lookup = "java:app/jdbc/chatboard")
    DataSource database;

    private Person ann;
    private Person bob;
    private RoomMembers room;

    @Deployment
    public static WebArchive chatBoard() {
        return Deployments.withTests();
    }

    @BeforeEach
    void openARoom() {
        ann = somebody();
        bob = somebody();
        room = rooms.openDirect(ann.id(), bob.id());
    }

    private Person somebody() {
        return accounts.create("p" + UUID.randomUUID().toString().substring(0, 8), "Somebody", "no hash");
    }

    private Draft draft(Person sender, String cid, String text) {
        return new Draft(room, sender, cid, text, null);
    }

    private static Ack ack(PostResult result) {
        return assertInstanceOf(PostResult.Stored.class, result).ack();
    }

    @Test
    void findsTheConversationsWithSomePeople() {
        Person cleo = somebody();
        Person dora = somebody();
        rooms.openDirect(ann.id(), cleo.id()); // nothing was written
        service.post(List.of(draft(bob, "a", "first"), draft(bob, "b", "second"), draft(ann, "c", "third")));
        List<RoomOverview> found = overviews.withPeople(ann.id(), List.of(bob.id(), cleo.id(), dora.id()));
        assertEquals(1, found.size());
        assertEquals(bob, found.get(0).otherThan(ann.id()));
        assertEquals("third", found.get(0).last().message());
        assertEquals(2, found.get(0).unread());
        assertEquals(List.of(), overviews.withPeople(ann.id(), List.of(dora.id())));
        assertEquals(List.of(), overviews.withPeople(ann.id(), List.of()));
        assertEquals(List.of(), overviews.withPeople(dora.id(), List.of(ann.id(), bob.id())));
    }

    @Test
    void storesABatchInItsOrderAndJoinsEqualCids() {
        List<PostResult> results = service.post(List.of(
                draft(ann, "a", "first"),
                draft(bob, "a", "second"),
                draft(ann, "a", "first again"),
                draft(ann, "b", "third")));
        assertEquals(
                List.of(1L, 2L, 1L, 3L),
                results.stream().map(result -> ack(result).seq()).toList());
        assertTrue(ack(results.get(2)).duplicate());
        assertEquals(ack(results.get(0)).id(), ack(results.get(2)).id());
        MessagePage page = history.newest(room.roomId(), 200);
        assertEquals(
                List.of("first", "second", "third"),
                page.messages().stream().map(MessageDto::message).toList());
        assertEquals(
                List.of(1L, 2L, 3L),
                page.messages().stream().map(MessageDto::ordinal).toList());
        assertEquals(ann, page.messages().get(0).sender());

        Ack later = ack(service.post(List.of(draft(ann, "a", "a week later"))).get(0));
        assertTrue(later.duplicate());
        assertEquals(ack(results.get(0)).sentAt(), later.sentAt());
    }

    @Test
    void countsWhatIsUnreadAndKeepsReceipts() {
        service.post(List.of(draft(ann, "a", "1"), draft(ann, "b", "2"), draft(bob, "c", "3"), draft(ann, "d", "4")));
        assertEquals(3, overviews.one(room.roomId(), bob.id()).orElseThrow().unread());
        assertEquals(1, overviews.one(room.roomId(), ann.id()).orElseThrow().unread());
        service.receive(List.of(new Receipt(room, bob.id(), 0, 2), new Receipt(room, bob.id(), 99, 1)));
        RoomOverview now = overviews.page(bob.id(), null, 10).rooms().get(0);
        assertEquals(1, now.unread());
        assertEquals(2, now.readSeq());
        assertEquals(4, now.receivedSeq());
        RoomOverview earlier = overviews.asOf(room.roomId(), bob.id(), 3).orElseThrow();
        assertEquals(3, earlier.seq());
        assertEquals(0, earlier.unread());
        assertEquals("3", earlier.last().message());
        assertTrue(overviews.one(room.roomId(), somebody().id()).isEmpty());
    }

    @Test
    void failsNoNeighbourOfAMessageThatTheDatabaseRefuses() {
        Draft tooWide = draft(ann, "wide", "x".repeat(16_001));
        List<Draft> batch = List.of(draft(ann, "a", "before"), tooWide, draft(ann, "b", "after"));
        assertThrows(EJBException.class, () -> service.post(batch));
        service.forget(List.of(room));
        assertEquals(0, history.newest(room.roomId(), 10).messages().size());

        List<CompletableFuture<PostResult>> answers = new ArrayList<>();
        batch.forEach(draft -> {
            CompletableFuture<PostResult> answer = new CompletableFuture<>();
            answers.add(answer);
            inbox.post(draft, answer::complete);
        });
        PostResult refused = answers.get(1).orTimeout(30, TimeUnit.SECONDS).join();
        assertEquals(
                Reason.INTERNAL,
                assertInstanceOf(PostResult.Rejected.class, refused).why().reason());
        assertEquals(
                1, ack(answers.get(0).orTimeout(30, TimeUnit.SECONDS).join()).seq());
        assertEquals(
                2, ack(answers.get(2).orTimeout(30, TimeUnit.SECONDS).join()).seq());
        assertEquals(2, history.newest(room.roomId(), 10).messages().size());
    }

    @Test
    void takesNothingForARoomWithADisabledMemberButAnswersRepeats() throws SQLException {
        Ack before = ack(service.post(List.of(draft(ann, "a", "before"))).get(0));
        Person gone = somebody();
        RoomMembers theirs = rooms.openDirect(ann.id(), gone.id());
        disable(bob);
        List<PostResult> results = service.post(List.of(
                draft(ann, "b", "to nobody"),
                draft(ann, "a", "before"),
                new Draft(theirs, ann, "c", "to somebody else", null)));
        assertEquals(
                Reason.NOT_ALLOWED,
                assertInstanceOf(PostResult.Rejected.class, results.get(0))
                        .why()
                        .reason());
        assertEquals(before.id(), ack(results.get(1)).id());
        assertFalse(ack(results.get(2)).duplicate());
    }

    private void disable(Person person) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE account SET disabled_at = 1 WHERE id = ?")) {
            update.setLong(1, person.id());
            assertEquals(1, update.executeUpdate());
        }
    }

    @Test
    void pagesThroughManyMessagesWithoutAGap() {
        for (int batch = 0; batch < 5; batch++) {
            int from = batch * 50;
            service.post(LongStream.range(0, 50)
                    .mapToObj(i -> draft(ann, "c" + (from + i), "m" + (from + i)))
                    .toList());
        }
        List<Long> seqs = new ArrayList<>();
        MessagePage page;
        long after = 0;
        do {
            page = history.after(room.roomId(), after, 70);
            page.messages().forEach(message -> seqs.add(message.seq()));
            after = page.to();
        } while (page.more());
        assertEquals(LongStream.rangeClosed(1, 250).boxed().toList(), seqs);
    }
}
