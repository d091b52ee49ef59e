package org.chatboard.proof;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/**
 * A client that follows the protocol through network faults and crashes: it reconnects, resumes from its cursors, and retries
 * unacknowledged requests under their idempotency keys. It reads all its rooms and writes to some of them. One thread sends; the socket
 * thread receives.
 */
final class ResumingClient implements AutoCloseable {
    private static final int AHEAD = 16;
    private static final int IDLE_MS = 50;
    private static final int RETRY_MS = 100;
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int PAGE = 200;
    private static final int REUSED_KEY_ONE_IN = 50;
    private static final int REPLY_ONE_IN = 4;
    private static final int FILES_ONE_IN = 3;
    private static final int MAX_FILES = 3;

    private final Member member;
    private final List<Long> writesTo;
    private final long deadAfterMs;
    private final Map<Long, RoomReplica> rooms = new TreeMap<>();
    private final ShownLines shown;
    private final RequestLog requests = new RequestLog();
    private final Deque<JsonObject> next = new ArrayDeque<>();
    private final Random random = new Random();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong welcomes = new AtomicLong();
    private final AtomicLong timeouts = new AtomicLong();
    private final Thread thread = new Thread(this::run, "resuming client");
    private FileUploads uploads;
    private SocketLink link;
    private boolean welcomed;
    private boolean writing;
    private boolean changing;
    private long repeatAtNanos; // 0 for never
    private boolean over;

    /**
     * Starts a client that reads and does not write yet.
     *
     * @param member the account, with the URL to connect to
     * @param reads ids of the rooms to read
     * @param writesTo ids of the rooms to write to after {@link #write}
     * @param deadAfterMs time without a frame after which the client drops a connection, in ms
     */
    ResumingClient(Member member, List<Long> reads, List<Long> writesTo, long deadAfterMs) {
        this.member = member;
        this.writesTo = writesTo;
        this.deadAfterMs = deadAfterMs;
        this.shown = new ShownLines(reads);
        reads.forEach(room -> rooms.put(room, new RoomReplica()));
        thread.start();
    }

    private void run() {
        while (!isOver()) {
            SocketLink opened = newLink();
            if (opened.open(member.endpoint())) {
                opened.send(hello());
                work(opened);
            } else {
                pause(RETRY_MS);
            }
        }
    }

    private synchronized SocketLink newLink() {
        link = new SocketLink(this::receive);
        welcomed = false;
        next.clear();
        rooms.values().forEach(RoomReplica::onNewSocket);
        return link;
    }

    private synchronized JsonObject hello() {
        List<JsonObject> cursors = rooms.entrySet().stream()
                .map(room -> room.getValue().helloEntry(room.getKey()))
                .toList();
        return Json.of("type", "hello", "rooms", cursors);
    }

    private void work(SocketLink mine) {
        while (mine.isOpen() && mine.silentMs() < deadAfterMs && !isOver()) {
            JsonObject frame = nextFrame();
            if (frame != null) {
                mine.send(frame);
            }
        }
        if (mine.isOpen() && !isOver()) {
            timeouts.incrementAndGet();
        }
        mine.cut();
    }

    /** {@return the next frame to send, or null after a pause of {@value #IDLE_MS} ms without one} */
    private synchronized JsonObject nextFrame() {
        if (repeatAtNanos != 0 && System.nanoTime() - repeatAtNanos >= 0 && next.isEmpty()) {
            repeatAtNanos = 0;
            next.addAll(requests.unacknowledged());
        }
        if (!next.isEmpty()) {
            return next.poll();
        }
        boolean mayWrite = welcomed && writing && repeatAtNanos == 0 && requests.inFlight() < AHEAD;
        if (!mayWrite) {
            pause(IDLE_MS);
            return null;
        }
        JsonObject reused = random.nextInt(REUSED_KEY_ONE_IN) == 0 ? requests.reusedKey() : null;
        return reused != null ? reused : newRequest(writesTo.get(random.nextInt(writesTo.size())));
    }

    private JsonObject newRequest(long room) {
        long any = changing && random.nextBoolean() ? rooms.get(room).anyId(random) : 0;
        if (any != 0 && random.nextInt(REPLY_ONE_IN) > 0) {
            return requests.change(room, any);
        }
        boolean attaches = uploads != null && random.nextInt(FILES_ONE_IN) == 0;
        return requests.write(room, any, attaches ? uploads.take(1 + random.nextInt(MAX_FILES)) : List.of());
    }

    private synchronized void pause(int ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
    }

    private synchronized void receive(SocketLink by, JsonObject frame) {
        if (by != link) {
            return; // a late frame of an earlier socket
        }
        if (!shown.record(frame, Instant.now())) {
            return;
        }
        switch (frame.getString("type")) {
            case "welcome" -> welcomed(frame);
            case "room" -> entered(frame);
            case "gone" -> leave(Json.number(frame, "room"));
            case "message" -> rooms.get(Json.number(frame, "room")).message(frame);
            case "change" -> rooms.get(Json.number(frame, "room")).change(frame);
            case "synced" ->
                requestPageAfter(frame, rooms.get(Json.number(frame, "room")).synced(frame));
            case "page" ->
                requestPageAfter(frame, rooms.get(Json.number(frame, "room")).page(frame));
            case "reset" -> rooms.get(Json.number(frame, "room")).reset();
            case "ack" -> requests.acked(frame);
            case "error" -> failed(frame);
            case "ping" -> next.addFirst(Json.of("type", "pong", "n", frame.get("n")));
            default -> {} // ephemeral frames are ignored
        }
        notifyAll();
    }

    private void welcomed(JsonObject welcome) {
        JsonArray welcomedRooms = welcome.getJsonArray("rooms");
        welcomedRooms.getValuesAs(JsonObject.class).forEach(this::entered);
        welcomed = true;
        welcomes.incrementAndGet();
        next.addAll(requests.unacknowledged());
    }

    /** Begins a replica of a room that the client does not hold, or does not hold any more. */
    private void entered(JsonObject room) {
        long id = Json.number(room, "room");
        RoomReplica held = rooms.get(id);
        if (held == null) {
            rooms.put(id, RoomReplica.startingWith(room));
        } else {
            held.checkEpoch(room.getString("epoch"));
        }
    }

    private void leave(long room) {
        rooms.remove(room);
        shown.leave(room);
    }

    private void requestPageAfter(JsonObject frame, boolean more) {
        if (more) {
            next.add(Json.of("type", "history", "room", frame.get("room"), "after", frame.get("to"), "limit", PAGE));
        }
    }

    private void failed(JsonObject error) {
        if (error.getString("code").equals("conflict")) {
            requests.drop(error.getString("cid"));
            return;
        }
        if (error.getString("code").equals("room_not_found") && !error.containsKey("cid")) {
            leave(Json.number(error, "room")); // removed while the client was away
            return;
        }
        errors.incrementAndGet();
        if (error.containsKey("cid")) {
            requests.rejected(error.getString("cid"));
            repeatAtNanos = repeatAtNanos != 0 ? repeatAtNanos : System.nanoTime() + REPEAT_NANOS;
        }
    }

    /** Starts or stops writing. Writes as fast as acks arrive. */
    synchronized void write(boolean now) {
        writing = now;
        notifyAll();
    }

    /** From now on about every other request is a change or a reply. */
    synchronized void alsoChange() {
        changing = true;
    }

    /** From now on some messages carry files of these uploads, which are of the same account. */
    synchronized void attach(FileUploads files) {
        uploads = files;
    }

    /** {@return whether all requests are acknowledged} */
    synchronized boolean isSettled() {
        return requests.inFlight() == 0;
    }

    /** {@return the number of acknowledged requests} */
    synchronized int acks() {
        return requests.acks();
    }

    /** {@return the requests; they no longer change once the client has stopped writing and is settled} */
    RequestLog requests() {
        return requests;
    }

    /** {@return the replicas of the rooms by room id} */
    Map<Long, RoomReplica> rooms() {
        return rooms;
    }

    /** {@return the ids of the rooms that the client holds} */
    synchronized Set<Long> reads() {
        return Set.copyOf(rooms.keySet());
    }

    /** {@return the cursor in a room, -1 if the client does not hold the room} */
    synchronized long cursor(long room) {
        return rooms.containsKey(room) ? rooms.get(room).cursor() : -1;
    }

    /** Waits until the cursor in a room reaches a sequence number; fails after {@code mostMs}. */
    synchronized void awaitCursor(long room, long seq, long mostMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        while (rooms.get(room).cursor() < seq) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the cursor is below " + seq + ": " + this);
            }
            pause(IDLE_MS);
        }
    }

    /** Aborts the connection; the client reconnects at once. */
    synchronized void disconnect() {
        link.cut();
        notifyAll();
    }

    /** {@return whether the current connection is closed or not yet welcomed} */
    synchronized boolean isDisconnected() {
        return !welcomed || !link.isOpen();
    }

    /** {@return the account} */
    Member member() {
        return member;
    }

    /** {@return the number of errors, which are all temporary} */
    long errors() {
        return errors.get();
    }

    /** {@return what the account was shown; it no longer changes once the client is closed} */
    ShownLines shown() {
        return shown;
    }

    /** {@return how many open connections timed out without a frame} */
    long timeouts() {
        return timeouts.get();
    }

    /** {@return the number of reconnects} */
    long reconnects() {
        return welcomes.get() - 1;
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
        return member.username() + ": " + requests.inFlight() + " in flight, " + errors + " errors, last close "
                + link.closeCode() + ", cursors "
                + rooms.values().stream().map(RoomReplica::cursor).toList();
    }
}
