package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;

/** Somebody who writes as fast as acks come, some messages ahead, until the server is gone. */
final class KillLoad {
    private static final int AHEAD = 16;

    private final Member sender;
    private final long room;
    private final SocketClient socket;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(AHEAD);
    private final Thread writing;
    private final Thread counting;
    private volatile boolean over;

    KillLoad(Member sender, long room) {
        this.sender = sender;
        this.room = room;
        socket = sender.socket();
        writing = new Thread(this::write, "writes to " + room);
        counting = new Thread(this::count, "counts acks of " + room);
        writing.start();
        counting.start();
    }

    private void write() {
        try {
            for (int n = 1; !over; n++) {
                if (free.tryAcquire(1, TimeUnit.SECONDS) && socket.isOpen()) {
                    String cid = UUID.randomUUID().toString();
                    sent.add(cid);
                    socket.send(Json.of("type", "send", "room", room, "cid", cid, "message", "message " + n));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() {
        try {
            for (int next = 0; !over; ) {
                socket.await(next, SocketClient.is("ack"));
                List<JsonObject> frames = socket.frames();
                long acks = frames.subList(next, frames.size()).stream()
                        .filter(SocketClient.is("ack"))
                        .count();
                next = frames.size();
                free.release((int) acks);
            }
        } catch (AssertionError e) { // closed: that is the end
            over = true;
        }
    }

    /** Waits until so many messages were acknowledged. */
    void awaitAcks(int count) {
        socket.await(frame -> socket.frames("ack").size() >= count);
    }

    /** The server is gone: no more is sent. */
    void end() {
        over = true;
        try {
            writing.join();
            counting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(socket.frames("error")).isEmpty();
    }

    Member sender() {
        return sender;
    }

    long room() {
        return room;
    }

    Set<String> sent() {
        return Set.copyOf(sent);
    }

    Set<String> acknowledged() {
        return socket.frames("ack").stream().map(ack -> ack.getString("cid")).collect(Collectors.toSet());
    }

    /** Numbers of the messages that came, one's own among them. */
    List<Long> seen() {
        return socket.seqs(room);
    }

    /** Sends under the same cids what was not acknowledged, twice, and waits for the acks. */
    static void repeat(Member sender, long room, Collection<String> cids) {
        SocketClient again = sender.socket();
        for (int time = 0; time < 2; time++) {
            cids.forEach(cid ->
                    again.send(Json.of("type", "send", "room", room, "cid", cid, "message", "message repeated")));
        }
        Set<String> answered = new HashSet<>();
        cids.forEach(cid -> answered.add(again.awaitAck(cid).getString("type")));
        assertThat(answered).isSubsetOf("ack");
        again.close();
    }
}
