package org.chatboard.conversation.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.membership.MemberQuery;
import org.chatboard.conversation.membership.ReaderQuery;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.NewRoom;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.conversation.writer.MessageInbox;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the services inside the server, with its transactions and database. A subclass chooses the database. The assertions are
 * those of JUnit, since Arquillian deploys JUnit with the tests, but not AssertJ.
 */
abstract class MessageServiceTests {
    private static final int TURNS = 40;
    private static final double MAX_RATIO = 1.5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Inject
    MessageService service;

    @Inject
    MessageHistory history;

    @Inject
    MessageInbox inbox;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    MemberQuery members;

    @Inject
    ReaderQuery readers;

    @Inject
    RoomCache rooms;

    @Inject
    AccountService accounts;

    @Inject
    RoomCreationService creation;

    @Inject
    FiredReceipts receipts;

    @Inject
    UserTransaction transaction;

    @Resource(lookup = "java:app/jdbc/chatboard")
    DataSource database;

    /** The accounts whose receipts were fired. */
    @ApplicationScoped
    static class FiredReceipts {
        private final Set<Long> accounts = ConcurrentHashMap.newKeySet();

        void onMoved(@Observes ReceiptsMoved event) {
            event.receipts().forEach(receipt -> accounts.add(receipt.accountId()));
        }

        Set<Long> accounts() {
            return accounts;
        }
    }

    private Person ann;
    private Person bob;
    private RoomMembers room;

    @BeforeEach
    void openRoom() {
        ann = newMember();
        bob = newMember();
        room = rooms.openDirect(ann.id(), bob.id());
    }

    private Person newMember() {
        return accounts.create("p" + UUID.randomUUID().toString().substring(0, 8), "Somebody", "no hash");
    }

    private NewMessage draft(Person sender, String cid, String text) {
        return new NewMessage(room, sender, cid, text, null);
    }

    private static Ack ack(WriteResult result) {
        return assertInstanceOf(WriteResult.Stored.class, result).ack();
    }

    @Test
    void findsDirectRoomsThatHaveMessages() {
        Person cleo = newMember();
        Person dora = newMember();
        rooms.openDirect(ann.id(), cleo.id()); // has no message
        service.post(List.of(draft(bob, "a", "first"), draft(bob, "b", "second"), draft(ann, "c", "third")));
        List<RoomOverview> found = overviews.findDirects(ann.id(), List.of(bob.id(), cleo.id(), dora.id()));
        assertEquals(1, found.size());
        assertEquals(bob, found.get(0).otherMember(ann.id()));
        assertEquals("third", found.get(0).last().message());
        assertEquals(2, found.get(0).unread());
        assertEquals(List.of(), overviews.findDirects(ann.id(), List.of(dora.id())));
        assertEquals(List.of(), overviews.findDirects(ann.id(), List.of()));
        assertEquals(List.of(), overviews.findDirects(dora.id(), List.of(ann.id(), bob.id())));
    }

    @Test
    void storesABatchInOrderAndAcknowledgesDuplicateCidsOnce() {
        List<WriteResult> results = service.post(List.of(
                draft(ann, "a", "first"),
                draft(bob, "a", "second"),
                draft(ann, "a", "first again"),
                draft(ann, "b", "third")));
        assertEquals(
                List.of(1L, 2L, 1L, 3L),
                results.stream().map(result -> ack(result).seq()).toList());
        assertTrue(ack(results.get(2)).duplicate());
        assertEquals(ack(results.get(0)).id(), ack(results.get(2)).id());
        MessagePage page = history.newest(room.roomId(), ann.id(), 200);
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

    private MessageChange change(Person sender, String cid, long message, MessageChange.Operation operation) {
        return new MessageChange(room, sender, cid, message, operation);
    }

    private static Reason reason(WriteResult result) {
        return assertInstanceOf(WriteResult.Rejected.class, result).why().reason();
    }

    @Test
    void storesChangesAndMessagesOfABatchInOrder() {
        long first = ack(service.post(List.of(draft(ann, "a", "first"))).get(0)).id();
        MessageChange.React on = new MessageChange.React("\uD83D\uDC4D", true);
        MessageChange.React off = new MessageChange.React("\uD83D\uDC4D", false);
        List<WriteResult> results = service.post(List.of(
                change(ann, "b", first, new MessageChange.Edit("second")),
                change(bob, "c", first, on),
                change(bob, "d", first, off),
                draft(bob, "e", "between"),
                change(bob, "f", first, on),
                change(ann, "b", first, new MessageChange.Delete()), // a duplicate, although its content differs
                draft(ann, "c", "same cid as another sender"),
                change(bob, "e", first, off), // a duplicate: a message of bob has this cid
                change(bob, "g", first, new MessageChange.Edit("forged")),
                new NewMessage(room, bob, "h", "answer", first),
                new NewMessage(room, bob, "i", "reply to a missing message", first + 1_000_000)));
        assertEquals(
                List.of(2L, 3L, 4L, 5L, 6L, 2L, 7L, 5L),
                results.subList(0, 8).stream().map(result -> ack(result).seq()).toList());
        assertTrue(ack(results.get(5)).duplicate() && ack(results.get(7)).duplicate());
        assertEquals(Reason.NOT_ALLOWED, reason(results.get(8)));
        assertEquals(8, ack(results.get(9)).seq());
        assertEquals(Reason.NOT_FOUND, reason(results.get(10)));

        MessagePage page = history.newest(room.roomId(), ann.id(), 200);
        MessageDto changed = page.messages().get(0);
        assertEquals("second", changed.message());
        assertEquals(6L, changed.changeSeq());
        assertEquals(List.of(new ReactionGroup("\uD83D\uDC4D", List.of(bob.id()))), changed.reactions());
        assertEquals(8, page.to());
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                page.messages().stream().map(MessageDto::ordinal).toList());
        assertEquals("second", page.messages().get(3).quote().message());
        assertEquals(
                List.of(2L, 3L, 4L, 6L),
                history.after(room.roomId(), ann.id(), 0, 200).changes().stream()
                        .map(SequencedChange::seq)
                        .toList());
    }

    @Test
    void deletesOnceInABatchAndDecreasesTheUnreadCount() {
        long first = ack(service.post(List.of(draft(ann, "a", "first"), draft(ann, "b", "second")))
                        .get(0))
                .id();
        List<WriteResult> results = service.post(List.of(
                change(bob, "c", first, new MessageChange.React("\uD83D\uDC4D", true)),
                change(ann, "d", first, new MessageChange.Delete()),
                change(ann, "e", first, new MessageChange.Delete()),
                change(ann, "f", first, new MessageChange.Edit("back")),
                new NewMessage(room, bob, "g", "answer", first)));
        assertEquals(Reason.CONFLICT, reason(results.get(3)));
        assertEquals(6, ack(results.get(4)).seq());
        MessagePage page = history.newest(room.roomId(), ann.id(), 200);
        assertEquals("", page.messages().get(0).message());
        assertEquals(List.of(), page.messages().get(0).reactions());
        assertEquals("", page.messages().get(2).quote().message());
        assertEquals(1, overviews.find(room.roomId(), bob.id()).orElseThrow().unread());
        assertEquals(1, overviews.find(room.roomId(), ann.id()).orElseThrow().unread());
        assertEquals(1, overviews.asOf(room.roomId(), ann.id(), 6).orElseThrow().unread());
        assertEquals(0, overviews.asOf(room.roomId(), ann.id(), 5).orElseThrow().unread());
    }

    @Test
    void readsMoreChangesThanFitOnAPage() {
        long first = ack(service.post(List.of(draft(ann, "a", "first"))).get(0)).id();
        int changes = MessageHistory.MAX_CHANGES + 10;
        for (int from = 0; from < changes; from += 250) {
            int start = from;
            service.post(LongStream.range(start, Math.min(changes, start + 250))
                    .mapToObj(i -> change(bob, "c" + i, first, new MessageChange.React("\uD83D\uDC4D", i % 2 == 0)))
                    .toList());
        }
        service.post(List.of(draft(ann, "b", "second")));
        MessagePage page = history.after(room.roomId(), ann.id(), 1, 10);
        assertEquals(MessageHistory.MAX_CHANGES + 1, page.to());
        assertTrue(page.more());
        assertEquals(1, page.messages().size());
        MessagePage rest = history.after(room.roomId(), ann.id(), page.to(), 10);
        assertEquals(changes + 2, rest.to());
        assertFalse(rest.more());
        assertEquals(
                List.of("first", "second"),
                rest.messages().stream().map(MessageDto::message).toList());
    }

    @Test
    void rejectsChangesByADisabledSenderButStoresThoseOfOthers() throws SQLException {
        List<WriteResult> sent = service.post(List.of(draft(ann, "a", "hers"), draft(bob, "b", "his")));
        disable(bob);
        List<WriteResult> results = service.post(List.of(
                change(ann, "c", ack(sent.get(0)).id(), new MessageChange.Delete()),
                change(bob, "d", ack(sent.get(1)).id(), new MessageChange.Delete())));
        assertEquals(3, ack(results.get(0)).seq());
        assertEquals(Reason.NOT_ALLOWED, reason(results.get(1)));
    }

    @Test
    void countsUnreadMessagesAndAdvancesReceipts() {
        service.post(List.of(draft(ann, "a", "1"), draft(ann, "b", "2"), draft(bob, "c", "3"), draft(ann, "d", "4")));
        assertEquals(3, overviews.find(room.roomId(), bob.id()).orElseThrow().unread());
        assertEquals(1, overviews.find(room.roomId(), ann.id()).orElseThrow().unread());
        service.advanceReceipts(
                List.of(new Receipt(room.roomId(), bob.id(), 0, 2), new Receipt(room.roomId(), bob.id(), 99, 1)));
        RoomOverview now = overviews.page(bob.id(), null, 10).rooms().get(0);
        assertEquals(1, now.unread());
        assertEquals(2, now.readSeq());
        assertEquals(4, now.receivedSeq());
        RoomOverview earlier = overviews.asOf(room.roomId(), bob.id(), 3).orElseThrow();
        assertEquals(3, earlier.seq());
        assertEquals(0, earlier.unread());
        assertEquals("3", earlier.last().message());
        assertTrue(overviews.find(room.roomId(), newMember().id()).isEmpty());
    }

    @Test
    void doesNotFailTheOtherMessagesIfTheDatabaseRejectsOne() {
        NewMessage tooWide = draft(ann, "wide", "x".repeat(16_001));
        List<NewMessage> batch = List.of(draft(ann, "a", "before"), tooWide, draft(ann, "b", "after"));
        assertThrows(EJBException.class, () -> service.post(batch));
        assertEquals(0, history.newest(room.roomId(), ann.id(), 10).messages().size());

        List<CompletableFuture<WriteResult>> answers = new ArrayList<>();
        batch.forEach(draft -> {
            CompletableFuture<WriteResult> answer = new CompletableFuture<>();
            answers.add(answer);
            inbox.post(draft, answer::complete);
        });
        WriteResult rejected = answers.get(1).orTimeout(30, TimeUnit.SECONDS).join();
        assertEquals(
                Reason.INTERNAL,
                assertInstanceOf(WriteResult.Rejected.class, rejected).why().reason());
        assertEquals(
                1, ack(answers.get(0).orTimeout(30, TimeUnit.SECONDS).join()).seq());
        assertEquals(
                2, ack(answers.get(2).orTimeout(30, TimeUnit.SECONDS).join()).seq());
        assertEquals(2, history.newest(room.roomId(), ann.id(), 10).messages().size());
    }

    @Test
    void rejectsMessagesToARoomWithADisabledMemberButAcknowledgesDuplicates() throws SQLException {
        Ack before = ack(service.post(List.of(draft(ann, "a", "before"))).get(0));
        Person cleo = newMember();
        RoomMembers otherRoom = rooms.openDirect(ann.id(), cleo.id());
        disable(bob);
        List<WriteResult> results = service.post(List.of(
                draft(ann, "b", "to a disabled account"),
                draft(ann, "a", "before"),
                new NewMessage(otherRoom, ann, "c", "to another account", null)));
        assertEquals(
                Reason.NOT_ALLOWED,
                assertInstanceOf(WriteResult.Rejected.class, results.get(0))
                        .why()
                        .reason());
        assertEquals(before.id(), ack(results.get(1)).id());
        assertFalse(ack(results.get(2)).duplicate());
    }

    @Test
    void rejectsMessagesToAConversationOfTwoWithAGuest() throws SQLException {
        Person cleo = newMember();
        RoomMembers otherRoom = rooms.openDirect(ann.id(), cleo.id());
        update("UPDATE account SET role = 'GUEST' WHERE id = ?", cleo.id());
        List<WriteResult> results = service.post(List.of(
                new NewMessage(otherRoom, ann, "a", "to a guest", null),
                new NewMessage(otherRoom, cleo, "b", "by a guest", null),
                draft(ann, "c", "to another account")));
        assertEquals(Reason.NOT_ALLOWED, reason(results.get(0)));
        assertEquals(Reason.NOT_ALLOWED, reason(results.get(1)));
        assertFalse(ack(results.get(2)).duplicate());
    }

    @Test
    void mentionsTheMembersOfThatMomentWhoAreNotDisabled() throws SQLException {
        Person cleo = newMember();
        Person dora = newMember();
        RoomMembers lunch = newNamedRoom();
        service.post(List.of(
                new RoomChange(lunch, ann, "x", new RoomChange.Add(cleo)),
                new RoomChange(lunch, ann, "y", new RoomChange.Add(dora))));
        disable(cleo);
        String all = "@" + bob.username() + " @" + cleo.username() + " @" + dora.username();
        List<WriteResult> results = service.post(List.of(
                new NewMessage(lunch, ann, "a", all, null),
                new RoomChange(lunch, ann, "b", new RoomChange.Remove(bob)),
                new NewMessage(lunch, ann, "c", all, null)));
        assertEquals(List.of(bob.id(), dora.id()), mentionedBy(lunch, results.get(0)));
        assertEquals(List.of(dora.id()), mentionedBy(lunch, results.get(2)));
        assertEquals(2, overviews.find(lunch.roomId(), dora.id()).orElseThrow().mentions());
    }

    private List<Long> mentionedBy(RoomMembers lunch, WriteResult result) {
        return history.find(lunch.roomId(), ack(result).id())
                .orElseThrow()
                .mentions()
                .accounts();
    }

    @Test
    void letsAnAccountMentionAllTenTimesADayInOneBatchToo() {
        List<WriteResult> results = service.post(LongStream.range(0, 11)
                .mapToObj(i -> draft(ann, "c" + i, "@all"))
                .toList());
        long toAll = results.stream()
                .filter(result -> history.find(room.roomId(), ack(result).id())
                        .orElseThrow()
                        .mentions()
                        .all())
                .count();
        assertEquals(10, toAll);
        assertEquals(10, overviews.find(room.roomId(), bob.id()).orElseThrow().mentions());
        assertEquals(0, overviews.find(room.roomId(), ann.id()).orElseThrow().mentions());
    }

    @Test
    void takesNumbersFromTheRowOfTheRoomWhichAnotherNodeMayHaveChanged() throws SQLException {
        service.post(List.of(draft(ann, "a", "1"), draft(ann, "b", "2")));
        update(
                "UPDATE room SET last_seq = last_seq + 3, message_count = message_count + 2 WHERE id = ?",
                room.roomId());
        Ack ack = ack(service.post(List.of(draft(bob, "c", "6"))).get(0));
        assertEquals(6, ack.seq());
        assertEquals(5, history.find(room.roomId(), ack.id()).orElseThrow().ordinal());
        RoomOverview now = overviews.find(room.roomId(), ann.id()).orElseThrow();
        assertEquals(6, now.seq());
        assertEquals("6", now.last().message());
    }

    @Test
    void givesTheNumbersOfRejectedRequestsBack() {
        NewMessage replyToNothing = new NewMessage(room, ann, "b", "reply to a missing message", 1L);
        assertEquals(
                Reason.NOT_FOUND, reason(service.post(List.of(replyToNothing)).get(0)));
        RoomOverview empty = overviews.find(room.roomId(), ann.id()).orElseThrow();
        assertEquals(0, empty.seq());
        assertEquals(null, empty.last());
        service.post(List.of(
                draft(ann, "a", "1"),
                replyToNothing,
                draft(ann, "a", "1 again"),
                draft(bob, "d", "2"),
                replyToNothing));
        RoomOverview now = overviews.find(room.roomId(), ann.id()).orElseThrow();
        assertEquals(2, now.seq());
        assertEquals(1, now.unread());
        assertEquals("2", now.last().message());
        assertEquals(3, ack(service.post(List.of(draft(ann, "e", "3"))).get(0)).seq());
    }

    @Test
    void rejectsRequestsOfAFormerMemberAndIgnoresTheReceipts() throws SQLException {
        long first = ack(service.post(List.of(draft(ann, "a", "first"))).get(0)).id();
        update("DELETE FROM membership WHERE room_id = ? AND account_id = " + bob.id(), room.roomId());
        List<WriteResult> results = service.post(List.of(
                draft(bob, "b", "after the removal"),
                change(bob, "c", first, new MessageChange.React("\uD83D\uDC4D", true)),
                draft(ann, "d", "second")));
        assertEquals(Reason.ROOM_NOT_FOUND, reason(results.get(0)));
        assertEquals(Reason.ROOM_NOT_FOUND, reason(results.get(1)));
        assertEquals(2, ack(results.get(2)).seq());
        service.advanceReceipts(
                List.of(new Receipt(room.roomId(), bob.id(), 2, 2), new Receipt(room.roomId(), ann.id(), 2, 2)));
        assertEquals(2, overviews.find(room.roomId(), ann.id()).orElseThrow().readSeq());
    }

    /** A batch may have a removal before what the removed member has asked for; it was read before the removal. */
    @Test
    void rejectsWhatStandsBehindTheRemovalOfItsSender() {
        RoomMembers named = newNamedRoom();
        Ack his = ack(service.post(List.of(new NewMessage(named, bob, "a", "his", null)))
                .get(0));
        List<WriteResult> results = service.post(List.of(
                new RoomChange(named, ann, "remove", new RoomChange.Remove(bob)),
                new MessageChange(named, bob, "edit", his.id(), new MessageChange.Edit("changed")),
                new MessageChange(named, bob, "delete", his.id(), new MessageChange.Delete()),
                new NewMessage(named, bob, "send", "another", null)));
        assertEquals(3, ack(results.get(0)).seq());
        for (WriteResult behind : results.subList(1, 4)) {
            assertEquals(Reason.ROOM_NOT_FOUND, reason(behind));
        }
        assertEquals("his", history.find(named.roomId(), his.id()).orElseThrow().message());
        assertEquals(3, overviews.find(named.roomId(), ann.id()).orElseThrow().seq());
    }

    @Test
    void makesNoDisabledAccountAnOwnerAndCountsNoneAsOne() throws SQLException {
        RoomMembers named = newNamedRoom();
        Person cleo = newMember();
        service.post(List.of(
                new RoomChange(named, ann, "add", new RoomChange.Add(cleo)),
                new RoomChange(named, ann, "raise", new RoomChange.SetRole(bob, RoomRole.OWNER))));
        disable(bob);
        List<WriteResult> results = service.post(List.of(
                new RoomChange(named, ann, "leave", new RoomChange.Leave()),
                new RoomChange(named, ann, "lower", new RoomChange.SetRole(bob, RoomRole.MEMBER)),
                new RoomChange(named, ann, "again", new RoomChange.SetRole(bob, RoomRole.OWNER)),
                new RoomChange(named, ann, "hand over", new RoomChange.SetRole(cleo, RoomRole.OWNER)),
                new RoomChange(named, ann, "leave then", new RoomChange.Leave())));
        assertEquals(Reason.CONFLICT, reason(results.get(0)));
        assertEquals(4, ack(results.get(1)).seq());
        assertEquals(Reason.NOT_ALLOWED, reason(results.get(2)));
        assertEquals(6, ack(results.get(4)).seq());
    }

    /** The resources have checked the membership before; it may end before or during the read. */
    @Test
    void readsNoMembersAndReadersForAFormerMember() {
        long named = newNamedRoom().roomId();
        long message = ack(service.post(
                                List.of(new NewMessage(rooms.members(named).orElseThrow(), ann, "a", "1", null)))
                        .get(0))
                .id();
        PeopleCursor start = PeopleCursor.parse(null);
        assertEquals(
                2,
                members.page(named, signedIn(bob, "USER"), "", start, 9)
                        .members()
                        .size());
        assertEquals(2, members.recent(named, bob.id(), "", 9).members().size());
        assertTrue(readers.page(named, bob.id(), message, start, 9).isPresent());
        service.post(
                List.of(new RoomChange(rooms.members(named).orElseThrow(), ann, "remove", new RoomChange.Remove(bob))));
        assertThrows(RoomNotFoundException.class, () -> members.page(named, signedIn(bob, "USER"), "", start, 9));
        assertThrows(RoomNotFoundException.class, () -> members.recent(named, bob.id(), "", 9));
        assertThrows(RoomNotFoundException.class, () -> readers.page(named, bob.id(), message, start, 9));
    }

    @Test
    void countsWhomAllMentionsWithoutTheReaderAndDisabledMembers() throws SQLException {
        Person cleo = newMember();
        long named = newRoom(List.of(ann, bob), Set.of(cleo.id())).roomId();
        assertEquals(2L, members.recent(named, ann.id(), "", 1).mentionable());
        disable(bob);
        assertEquals(1L, members.recent(named, ann.id(), "", 9).mentionable());
        assertNull(members.page(named, signedIn(ann, "USER"), "", PeopleCursor.parse(null), 9)
                .mentionable());
    }

    @Test
    void readsTheMembersOfAPublicRoomForAllButGuests() {
        long open = creation.create(new NewRoom(
                        RoomKind.PUBLIC,
                        "Lunch",
                        null,
                        ann,
                        Set.of(),
                        UUID.randomUUID().toString()))
                .room();
        PeopleCursor start = PeopleCursor.parse(null);
        assertEquals(
                1,
                members.page(open, signedIn(bob, "USER"), "", start, 9)
                        .members()
                        .size());
        assertThrows(RoomNotFoundException.class, () -> members.page(open, signedIn(bob, "GUEST"), "", start, 9));
        service.post(List.of(
                new RoomChange(rooms.members(open).orElseThrow(), ann, "archive", new RoomChange.Archive(true))));
        assertThrows(RoomNotFoundException.class, () -> members.page(open, signedIn(bob, "USER"), "", start, 9));
        assertEquals(
                1,
                members.page(open, signedIn(ann, "USER"), "", start, 9)
                        .members()
                        .size());
    }

    private static SignedInAccount signedIn(Person person, String role) {
        return new SignedInAccount(person.id(), 0, person.username(), person.displayName(), null, role, Instant.MAX);
    }

    @Test
    void firesNoReceiptOfAMemberWhomTheBatchRemoves() {
        RoomMembers named = newNamedRoom();
        List<WriteResult> sent = service.post(
                List.of(new NewMessage(named, ann, "a", "1", null), new NewMessage(named, ann, "b", "2", null)));
        List<WriteResult> results = service.post(List.of(
                new MessageChange(named, ann, "before", ack(sent.get(0)).id(), new MessageChange.Delete()),
                new RoomChange(named, ann, "remove", new RoomChange.Remove(bob)),
                new MessageChange(named, ann, "behind", ack(sent.get(1)).id(), new MessageChange.Delete())));
        assertEquals(
                List.of(4L, 5L, 6L),
                results.stream().map(result -> ack(result).seq()).toList());
        assertFalse(receipts.accounts().contains(bob.id()));
    }

    /** Measures the processor time of this thread, on which the transaction runs: the disk and other processes do not count. */
    @Test
    void aMessageCostsATransactionInARoomOfAThousandNoMoreThanOneAndAHalfTimesWhatItCostsInARoomOfTen()
            throws Exception {
        List<Person> senders = Stream.generate(this::newMember).limit(10).toList();
        RoomMembers small = newRoom(senders, Set.of());
        RoomMembers large = newRoom(senders, newAccounts(RoomMembers.MAX - senders.size()));
        assertEquals(RoomMembers.MAX, large.accountIds().size());
        for (int messages : List.of(1, 4, 16)) {
            long[] inSmall = new long[TURNS];
            long[] inLarge = new long[TURNS];
            for (int turn = -TURNS; turn < TURNS; turn++) { // the first half warms up
                int at = Math.max(0, turn);
                inSmall[at] = nanosOfPost(small, senders, messages);
                inLarge[at] = nanosOfPost(large, senders, messages);
            }
            double ratio = (double) median(inLarge) / median(inSmall);
            assertTrue(
                    ratio <= MAX_RATIO,
                    messages + " messages: " + median(inSmall) + " and " + median(inLarge) + " ns, " + ratio);
        }
    }

    private long nanosOfPost(RoomMembers lunch, List<Person> senders, int messages) {
        List<NewMessage> batch = IntStream.range(0, messages)
                .mapToObj(i -> new NewMessage(
                        lunch,
                        senders.get(i % senders.size()),
                        UUID.randomUUID().toString(),
                        "hello",
                        null))
                .toList();
        long before = THREADS.getCurrentThreadCpuTime();
        service.post(batch).forEach(MessageServiceTests::ack);
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    private static long median(long... values) {
        return LongStream.of(values).sorted().toArray()[values.length / 2];
    }

    private RoomMembers newRoom(List<Person> some, Set<Long> others) {
        Set<Long> members = new HashSet<>(others);
        some.forEach(person -> members.add(person.id()));
        return rooms.members(creation.create(new NewRoom(
                                RoomKind.PRIVATE,
                                "Lunch",
                                null,
                                some.get(0),
                                members,
                                UUID.randomUUID().toString()))
                        .room())
                .orElseThrow();
    }

    /**
     * {@return the ids of new accounts} Each is in a room of its own too: among many small rooms an optimizer expects every room to be small.
     */
    private Set<Long> newAccounts(int count) throws Exception {
        long first = ThreadLocalRandom.current().nextLong(1L << 32, 1L << 40);
        List<Long> ids = LongStream.range(first, first + count).boxed().toList();
        transaction.begin(); // one for all, since each would take one
        insert(
                ids,
                "INSERT INTO account (username, id, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (?, ?, 'Crowd', 'crowd', 'none', 'USER', 0)");
        insert(
                ids,
                "INSERT INTO room (title, id, kind, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                        + " VALUES (?, ?, 'PRIVATE', 0, 0, 0, 'e', 1, 0)");
        insert(
                ids,
                "INSERT INTO membership (account_id, room_id, received_seq, read_seq, read_count, version)"
                        + " VALUES (CAST(? AS BIGINT), ?, 0, 0, 0, 1)");
        transaction.commit();
        return Set.copyOf(ids);
    }

    private void insert(List<Long> ids, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (long id : ids) {
                insert.setString(1, String.valueOf(id));
                insert.setLong(2, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Test
    void storesNothingOfARoomWhoseRoomEventTheDatabaseRejects() throws SQLException {
        NewRoom request = new NewRoom(RoomKind.PRIVATE, "Lunch", null, ann, Set.of(bob.id()), "x".repeat(65));
        assertThrows(EJBException.class, () -> creation.create(request));
        try (Connection connection = database.getConnection();
                PreparedStatement memberships =
                        connection.prepareStatement("SELECT COUNT(*) FROM membership WHERE account_id = ?")) {
            memberships.setLong(1, bob.id());
            ResultSet count = memberships.executeQuery();
            count.next();
            assertEquals(1, count.getLong(1), "that of the conversation with Ann");
        }
    }

    private RoomMembers newNamedRoom() {
        Ack ack = creation.create(new NewRoom(
                RoomKind.PRIVATE,
                "Lunch",
                null,
                ann,
                Set.of(bob.id()),
                UUID.randomUUID().toString()));
        return rooms.members(ack.room()).orElseThrow();
    }

    private void disable(Person person) throws SQLException {
        update("UPDATE account SET disabled_at = 1 WHERE id = ?", person.id());
    }

    private void update(String sql, long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, id);
            assertEquals(1, update.executeUpdate());
        }
    }

    @Test
    void sendsFilesInTheirOrderAndDeletesThemWithTheMessage() throws SQLException {
        String picture = newFile(ann, true, Long.MAX_VALUE);
        String plan = newFile(ann, true, Long.MAX_VALUE);
        long sent = ack(service.post(List.of(withFiles(ann, "a", plan, picture)))
                        .get(0))
                .id();
        assertEquals(
                2, overviews.find(room.roomId(), bob.id()).orElseThrow().last().files());
        service.post(List.of(
                new NewMessage(room, bob, "b", "answer", sent),
                change(ann, "c", sent, new MessageChange.Edit("these"))));
        List<MessageDto> shown = history.newest(room.roomId(), bob.id(), 10).messages();
        assertEquals(List.of(plan, picture), idsOfFiles(shown.get(0)));
        assertEquals("these", shown.get(0).message());
        assertEquals(2, shown.get(1).quote().files());
        assertEquals(0, shown.get(1).attachments().count());

        service.post(List.of(change(ann, "d", sent, new MessageChange.Delete())));
        List<MessageDto> left = history.newest(room.roomId(), bob.id(), 10).messages();
        assertEquals(List.of(), idsOfFiles(left.get(0)));
        assertEquals(0, left.get(1).quote().files());
        assertEquals(0, count("SELECT COUNT(*) FROM stored_file WHERE account_id = ?", ann.id()));
    }

    @Test
    void rejectsTheMessageAloneWhoseSenderMayNotSendItsFile() throws SQLException {
        String own = newFile(ann, true, Long.MAX_VALUE);
        List<WriteResult> results = service.post(List.of(
                withFiles(ann, "a", own, newFile(bob, true, Long.MAX_VALUE)),
                withFiles(ann, "b", own, newFile(ann, false, Long.MAX_VALUE)),
                withFiles(ann, "c", newFile(ann, true, System.currentTimeMillis() - 1)),
                withFiles(ann, "d", "invented"),
                withFiles(bob, "e", own),
                withFiles(ann, "f", own),
                withFiles(ann, "g", own),
                withFiles(ann, "f", own),
                draft(bob, "h", "another")));
        List.of(0, 1, 2, 3, 4, 6)
                .forEach(
                        index -> assertEquals(Reason.FILE_UNAVAILABLE, reason(results.get(index)), "request " + index));
        assertEquals(1, ack(results.get(5)).seq());
        assertTrue(ack(results.get(7)).duplicate());
        assertEquals(2, ack(results.get(8)).seq());

        List<WriteResult> later = service.post(List.of(withFiles(ann, "f", own), withFiles(ann, "i", own)));
        assertTrue(ack(later.get(0)).duplicate());
        assertEquals(Reason.FILE_UNAVAILABLE, reason(later.get(1)));
        assertEquals(
                List.of(List.of(own), List.of()),
                history.newest(room.roomId(), ann.id(), 10).messages().stream()
                        .map(MessageServiceTests::idsOfFiles)
                        .toList());
    }

    @Test
    void sendsAFileOnceIfTwoRoomsAskForItAtTheSameMoment() throws SQLException {
        List<RoomMembers> places = Stream.generate(this::newNamedRoom).limit(4).toList();
        String file = newFile(ann, true, Long.MAX_VALUE);
        List<CompletableFuture<WriteResult>> answers = places.stream()
                .map(place -> {
                    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
                    String cid = UUID.randomUUID().toString();
                    inbox.post(new NewMessage(place, ann, cid, "", null, List.of(file)), answer::complete);
                    return answer;
                })
                .toList();
        List<WriteResult> results = answers.stream()
                .map(answer -> answer.orTimeout(30, TimeUnit.SECONDS).join())
                .toList();
        assertEquals(
                1, results.stream().filter(WriteResult.Stored.class::isInstance).count());
        assertEquals(
                3,
                results.stream()
                        .filter(WriteResult.Rejected.class::isInstance)
                        .filter(result -> reason(result) == Reason.FILE_UNAVAILABLE)
                        .count());
    }

    private NewMessage withFiles(Person sender, String cid, String... files) {
        return new NewMessage(room, sender, cid, "", null, List.of(files));
    }

    private static List<String> idsOfFiles(MessageDto message) {
        return message.attachments().files().stream().map(FileDto::id).toList();
    }

    /** {@return the id of a new upload} */
    private String newFile(Person owner, boolean finished, long expiresAt) throws SQLException {
        String id = UUID.randomUUID().toString().substring(0, 22);
        String hash = finished ? (id + "0".repeat(64)).replace("-", "a").substring(0, 64) : null;
        if (finished) {
            execute("INSERT INTO content (sha256, size, created_at) VALUES (?, 5, 0)", hash);
        }
        execute(
                "INSERT INTO stored_file (id, account_id, name, size, sha256, type, created_at, expires_at)"
                        + " VALUES (?, ?, 'plan.txt', 5, ?, 'text/plain', 0, ?)",
                id,
                owner.id(),
                hash,
                expiresAt);
        return id;
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private long count(String sql, long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, id);
            ResultSet count = query.executeQuery();
            count.next();
            return count.getLong(1);
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
            page = history.after(room.roomId(), ann.id(), after, 70);
            page.messages().forEach(message -> seqs.add(message.seq()));
            after = page.to();
        } while (page.more());
        assertEquals(LongStream.rangeClosed(1, 250).boxed().toList(), seqs);
    }
}
