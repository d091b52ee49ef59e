package org.chatboard.proof;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/**
 * Somebody who keeps to the protocol whatever the network and the server do: comes back, resumes from where he stands, and repeats
 * under its cid what was not acknowledged. Reads all his rooms, and writes to some of them.
 */
final class ResumingClient implements AutoCloseable {
    private static final int AHEAD = 16;
    private static final int IDLE_MS = 50;
    private static final int RETRY_MS = 100;
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int PAGE = 200;
    private static final int OLD_ONE_IN = 50;
    private static final int REPLY_ONE_IN = 4;

    private final Member who;
    private final List<Long> writesTo;
    private final long deadAfterMs;
    private final Map<Long, RoomReplica> rooms = new TreeMap<>();
    private final RequestLog requests = new RequestLog();
    private final Deque<JsonObject> next = new ArrayDeque<>();
    private final Random random = new Random();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong returns = new AtomicLong();
    private final AtomicLong silences = new AtomicLong();
    private final Thread thread = new Thread(this::live, "correspondent");
    private SocketLink link;
    private boolean welcomed;
    private boolean writing;
    private boolean changing;
    private long repeatAtNanos; // 0 for never
    private boolean over;

    /**
     * Makes somebody who begins to read at once.
     *
     * @param who the account, at the address that it is to be reached by
     * @param reads rooms
     * @param writesTo those of them that he writes to, once told to
     * @param deadAfterMs silence after which he leaves a link
     */
    ResumingClient(Member who, List<Long> reads, List<Long> writesTo, long deadAfterMs) {
        this.who = who;
        this.writesTo = writesTo;
        this.deadAfterMs = deadAfterMs;
        reads.forEach(room -> rooms.put(room, new RoomReplica()));
        thread.start();
    }

    private void live() {
        while (!isOver()) {
            SocketLink opened = newLink();
            if (opened.open(who.endpoint())) {
                opened.send(hello());
                work(opened);
            } else {
                pause(RETRY_MS);
            }
        }
    }

    private synchronized SocketLink newLink() {
        link = new SocketLink(this::heard);
        welcomed = false;
        next.clear();
        rooms.values().forEach(RoomReplica::onNewSocket);
        return link;
    }

    private synchronized JsonObject hello() {
        List<JsonObject> held = rooms.entrySet().stream()
                .map(room -> room.getValue().hello(room.getKey()))
                .toList();
        return Json.of("type", "hello", "rooms", held);
    }

    private void work(SocketLink mine) {
        while (mine.isOpen() && mine.silentMs() < deadAfterMs && !isOver()) {
            JsonObject frame = toSend();
            if (frame != null) {
                mine.send(frame);
            }
        }
        if (mine.isOpen() && !isOver()) {
            silences.incrementAndGet();
        }
        mine.cut();
    }

    /** The next frame, or null after a moment without one. */
    private synchronized JsonObject toSend() {
        if (repeatAtNanos != 0 && System.nanoTime() - repeatAtNanos >= 0 && next.isEmpty()) {
            repeatAtNanos = 0;
            next.addAll(requests.repeats());
        }
        if (!next.isEmpty()) {
            return next.poll();
        }
        boolean mayWrite = welcomed && writing && repeatAtNanos == 0 && requests.open() < AHEAD;
        if (!mayWrite) {
            pause(IDLE_MS);
            return null;
        }
        JsonObject old = random.nextInt(OLD_ONE_IN) == 0 ? requests.oldOne() : null;
        return old != null ? old : newRequest(writesTo.get(random.nextInt(writesTo.size())));
    }

    private JsonObject newRequest(long room) {
        long any = changing && random.nextBoolean() ? rooms.get(room).anyId(random) : 0;
        return any != 0 && random.nextInt(REPLY_ONE_IN) > 0 ? requests.change(room, any) : requests.write(room, any);
    }

    private synchronized void pause(int ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
    }

    private synchronized void heard(SocketLink by, JsonObject frame) {
        if (by != link) {
            return; // a former socket says no more
        }
        switch (frame.getString("type")) {
            case "welcome" -> welcomed(frame);
            case "message" -> rooms.get(Json.number(frame, "room")).message(frame);
            case "change" -> rooms.get(Json.number(frame, "room")).change(frame);
            case "synced" -> goOn(frame, rooms.get(Json.number(frame, "room")).synced(frame));
            case "page" -> goOn(frame, rooms.get(Json.number(frame, "room")).page(frame));
            case "reset" -> rooms.get(Json.number(frame, "room")).wasReset();
            case "ack" -> requests.acked(frame);
            case "error" -> refused(frame);
            case "ping" -> next.addFirst(Json.of("type", "pong", "n", frame.get("n")));
            default -> {} // passing frames
        }
        notifyAll();
    }

    private void welcomed(JsonObject welcome) {
        JsonArray told = welcome.getJsonArray("rooms");
        told.getValuesAs(JsonObject.class)
                .forEach(room -> rooms.get(Json.number(room, "room")).told(room.getString("epoch")));
        welcomed = true;
        returns.incrementAndGet();
        next.addAll(requests.repeats());
    }

    private void goOn(JsonObject frame, boolean more) {
        if (more) {
            next.add(Json.of("type", "history", "room", frame.get("room"), "after", frame.get("to"), "limit", PAGE));
        }
    }

    private void refused(JsonObject error) {
        if (error.getString("code").equals("conflict")) {
            requests.givenUp(error.getString("cid"));
            return;
        }
        errors.incrementAndGet();
        if (error.containsKey("cid")) {
            requests.refused(error.getString("cid"));
            repeatAtNanos = repeatAtNanos != 0 ? repeatAtNanos : System.nanoTime() + REPEAT_NANOS;
        }
    }

    /** Begins to write, as fast as acks come, or stops. */
    synchronized void write(boolean now) {
        writing = now;
        notifyAll();
    }

    /** From now on every other request is a change or an answer. */
    synchronized void alsoChange() {
        changing = true;
    }

    /** Whether all that he sent was acknowledged. */
    synchronized boolean isSettled() {
        return requests.open() == 0;
    }

    /** How many requests were acknowledged. */
    synchronized int acks() {
        return requests.acks();
    }

    /** What he sent; it changes no more once he has stopped and is settled. */
    RequestLog requests() {
        return requests;
    }

    /** What he was told of his rooms. */
    Map<Long, RoomReplica> rooms() {
        return rooms;
    }

    /** Number up to which he holds a room. */
    synchronized long held(long room) {
        return rooms.get(room).held();
    }

    /** Waits until he holds a room up to a number. */
    synchronized void awaitHeld(long room, long seq, long mostMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        while (rooms.get(room).held() < seq) {
            if (System.nanoTime() > end) {
                throw new AssertionError("held is less than " + seq + ": " + this);
            }
            pause(IDLE_MS);
        }
    }

    /** Cuts his link, and comes back at once. */
    synchronized void leave() {
        link.cut();
        notifyAll();
    }

    /** Whether the link that he was welcomed on is not the one that he has now. */
    synchronized boolean hasLeft() {
        return !welcomed || !link.isOpen();
    }

    Member who() {
        return who;
    }

    /** How many requests the server could not do, though nothing was wrong with them. */
    long errors() {
        return errors.get();
    }

    /** How often he left a link that was open and said nothing. */
    long silences() {
        return silences.get();
    }

    /** How often he had to come back. */
    long returns() {
        return returns.get() - 1;
    }

    private synchronized boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        Threads.join(thread);
    }

    @Override
    public synchronized String toString() {
        return who.username() + ": " + requests.open() + " open, " + errors + " errors, last close "
                + link.closeCode() + ", holds "
                + rooms.values().stream().map(RoomReplica::held).toList();
    }
}
