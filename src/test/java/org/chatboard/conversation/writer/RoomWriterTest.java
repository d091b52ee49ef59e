package org.chatboard.conversation.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.ejb.EJBException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.chatboard.conversation.message.MessageService;
import org.chatboard.conversation.message.UnreadMark;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;
import org.chatboard.platform.disk.DiskSpace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomWriterTest {
    private static final RoomMembers ROOM = RoomMembers.direct(1, List.of(1L, 2L));

    private final Map<String, WriteResult> answers = new ConcurrentHashMap<>();
    private final StoringService service = new StoringService();
    private final RoomWriter writer = new RoomWriter(service, new Disk());
    private final Thread thread = new Thread(writer);
    private volatile boolean diskFull;

    /** Acknowledges requests without storing them. A batch fails if one of its texts begins with "bad". */
    private static final class StoringService extends MessageService {
        private final List<Integer> batches = new ArrayList<>();
        private final List<String> positions = new CopyOnWriteArrayList<>();
        private final CountDownLatch open = new CountDownLatch(1);
        private int failing;
        private Runnable onPost = () -> {};

        @Override
        public List<WriteResult> post(List<? extends WriteRequest> drafts) {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            batches.add(drafts.size());
            onPost.run();
            if (drafts.stream().anyMatch(draft -> ((NewMessage) draft).text().startsWith("bad"))) {
                throw new EJBException("fails");
            }
            return drafts.stream().map(this::stored).toList();
        }

        private WriteResult stored(WriteRequest draft) {
            return new WriteResult.Stored(new Ack(draft.cid(), 1, 1, 1, Instant.EPOCH, false));
        }

        @Override
        public void advanceReceipts(List<Receipt> receipts) {
            if (failing-- > 0) {
                throw new EJBException("fails");
            }
            receipts.forEach(receipt -> positions.add("read " + receipt.readSeq()));
        }

        @Override
        public UnreadMark.Outcome markUnread(long roomId, long accountId, long from) {
            positions.add("unread from " + from);
            return new UnreadMark.Outcome(true, null);
        }
    }

    private final class Disk extends DiskSpace {
        @Override
        public boolean isFull() {
            return diskFull;
        }
    }

    private void offer(String cid, String text) {
        NewMessage draft = new NewMessage(ROOM, new Person(1, "ann", "Ann"), cid, text, null);
        assertThat(writer.offer(new RoomWriter.WriteTask(draft, result -> answers.put(cid, result))))
                .isTrue();
    }

    @AfterEach
    void stop() {
        service.open.countDown();
        writer.stop();
    }

    @Test
    void storesRequestsThatArriveDuringACommitInOneBatch() {
        thread.start();
        for (int i = 0; i < 300; i++) {
            offer("c" + i, "text");
        }
        service.open.countDown();
        await().until(() -> answers.size() == 300);
        assertThat(answers.values()).allMatch(WriteResult.Stored.class::isInstance);
        assertThat(service.batches).hasSizeLessThan(10).allMatch(size -> size <= 256);
    }

    @Test
    void doesNotFailTheOtherRequestsOfABatchWithABadOne() {
        offer("good", "good");
        offer("bad", "bad");
        offer("also good", "good");
        service.open.countDown();
        thread.start();
        await().until(() -> answers.size() == 3);
        assertThat(answers.get("good")).isInstanceOf(WriteResult.Stored.class);
        assertThat(answers.get("also good")).isInstanceOf(WriteResult.Stored.class);
        assertThat(answers.get("bad")).isInstanceOfSatisfying(WriteResult.Rejected.class, rejected -> {
            assertThat(rejected.why().reason()).isEqualTo(Reason.INTERNAL);
            assertThat(rejected.why().reference()).matches("[0-9a-f]{8}");
            assertThat(rejected.why().getMessage()).contains("The reference in its log is ");
        });
    }

    @ParameterizedTest
    @CsvSource({"0, true", "2, true", "3, false"})
    void triesThreeTimesToStoreReceipts(int failing, boolean stored) {
        service.failing = failing;
        BlockingQueue<Boolean> outcome = new ArrayBlockingQueue<>(1);
        writer.offer(new RoomWriter.ReceiptTask(new Receipt(ROOM.roomId(), 1, 7, 7), outcome::add));
        thread.start();
        await().until(() -> !outcome.isEmpty());
        assertThat(outcome).containsExactly(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read 7, unread from 3",
                "unread from 3, read 7",
                "read 5, unread from 3, read 4, read 7, unread from 6, unread from 2, read 2"
            })
    void storesReceiptsAndMarksOfABatchInTheirOrder(String given) {
        List<String> tasks = List.of(given.split(", "));
        BlockingQueue<Object> outcomes = new ArrayBlockingQueue<>(tasks.size());
        for (String task : tasks) {
            long seq = Long.parseLong(task.replaceAll("\\D", ""));
            writer.offer(
                    task.startsWith("read")
                            ? new RoomWriter.ReceiptTask(new Receipt(ROOM.roomId(), 1, 0, seq), outcomes::add)
                            : new RoomWriter.UnreadTask(ROOM.roomId(), 1, seq, outcomes::add));
        }
        thread.start();
        await().until(() -> outcomes.size() == tasks.size());
        assertThat(service.positions).isEqualTo(tasks);
    }

    @Test
    void continuesIfAnAnswerCannotBeDelivered() {
        NewMessage draft = new NewMessage(ROOM, new Person(1, "ann", "Ann"), "gone", "text", null);
        writer.offer(new RoomWriter.WriteTask(draft, result -> {
            throw new IllegalStateException("the socket is closed");
        }));
        offer("next", "text");
        service.open.countDown();
        thread.start();
        await().until(() -> answers.containsKey("next"));
    }

    @Test
    void continuesAfterAnInterrupt() {
        service.open.countDown();
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        offer("next", "text");
        await().until(() -> answers.containsKey("next"));
        assertThat(writer.isAlive()).isTrue();
    }

    @Test
    void storesNothingOnAFullDisk() {
        diskFull = true;
        offer("c", "text");
        thread.start();
        await().until(() -> answers.size() == 1);
        assertThat(answers.get("c")).isInstanceOfSatisfying(WriteResult.Rejected.class, rejected -> {
            assertThat(rejected.why().reason()).isEqualTo(Reason.STORAGE_FULL);
            assertThat(rejected.why().getMessage()).startsWith(DiskSpace.FULL);
        });
        assertThat(service.batches).isEmpty();
    }

    @Test
    void answersInternalIfTheDiskFillsDuringTheAttempt() {
        service.onPost = () -> diskFull = true;
        service.open.countDown();
        offer("c", "bad text");
        thread.start();
        await().until(() -> answers.size() == 1);
        assertThat(answers.get("c")).isInstanceOfSatisfying(WriteResult.Rejected.class, rejected -> {
            assertThat(rejected.why().reason()).isEqualTo(Reason.INTERNAL);
            assertThat(rejected.why().getMessage()).startsWith(DiskSpace.FULL);
        });
    }

    @Test
    void rejectsTasksAfterItWasStopped() throws InterruptedException {
        thread.start();
        service.open.countDown();
        writer.stop();
        thread.join();
        NewMessage draft = new NewMessage(ROOM, new Person(1, "ann", "Ann"), "late", "text", null);
        assertThat(writer.offer(new RoomWriter.WriteTask(draft, result -> {}))).isFalse();
    }
}
