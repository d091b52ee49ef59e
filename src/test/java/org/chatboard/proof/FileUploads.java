package org.chatboard.proof;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.Uploads;

/**
 * Uploads the files of one account one after the other, through network faults and crashes. An upload that was cut goes on at the offset that
 * the server names, which may not be below what it has acknowledged.
 */
final class FileUploads implements AutoCloseable {
    private static final int AHEAD = 6;
    private static final int PAUSE_MS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A few contents that all accounts upload again and again, so that a content is used and released at the same time. */
    private static final int SHARED = 3;

    private static final int SHARED_ONE_IN = 3;
    private static final int LARGE_ONE_IN = 8;
    private static final int LARGE = 3 * Uploads.PART;
    private static final int SMALL = 20_000;

    private final RestClient rest;
    private final Random random = new Random();
    private final Deque<UploadedFile> ready = new ArrayDeque<>();
    private final List<UploadedFile> finished = Collections.synchronizedList(new ArrayList<>());
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::run, "file uploads");
    private long resumed;
    private boolean ending;
    private boolean over;

    /**
     * A file whose upload the server has acknowledged.
     *
     * @param sha256 in hexadecimal
     */
    record UploadedFile(String id, String name, int size, String sha256) {}

    /** An unfinished upload. */
    private static final class Upload {
        private final String id;
        private final byte[] bytes;
        private long acknowledged;

        Upload(String id, byte[] bytes) {
            this.id = id;
            this.bytes = bytes;
        }

        private String address() {
            return "/api/uploads/" + id;
        }
    }

    /** @param member the account, with the URL to connect to */
    FileUploads(Member member) {
        rest = member.rest().waitingAtMost(PATIENCE);
    }

    /** Starts to upload. */
    void start() {
        thread.start();
    }

    private void run() {
        while (!isEnding()) {
            if (isAhead()) {
                pause();
            } else {
                upload("report " + random.nextInt(1_000) + ".txt", content());
            }
        }
    }

    private byte[] content() {
        if (random.nextInt(SHARED_ONE_IN) == 0) {
            return bytes(new Random(random.nextInt(SHARED)), SMALL);
        }
        return bytes(random, 1 + random.nextInt(random.nextInt(LARGE_ONE_IN) == 0 ? LARGE : SMALL));
    }

    /** {@return random letters, so that a download is a text} */
    private static byte[] bytes(Random random, int size) {
        return random.ints(size, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void upload(String name, byte[] bytes) {
        String id = create(name, bytes.length);
        if (id != null && send(new Upload(id, bytes))) {
            String sha256 = Uploads.sha256(bytes);
            UploadedFile file = new UploadedFile(id, name, bytes.length, sha256);
            finished.add(file);
            addReady(file);
        }
    }

    /** {@return the id of a new upload, null at the end of the test} */
    private String create(String name, int size) {
        while (!isOver()) {
            Answer answer = orNull(() -> Uploads.begin(rest, size, Uploads.name(name)));
            if (isStatus(answer, 201)) {
                return Uploads.id(answer.header("Location"));
            }
            check(answer, "a new upload");
            pause(); // a begun upload whose answer was lost stays unfinished
        }
        return null;
    }

    /** Sends all parts. {@return whether the server has the whole file; not if the test ends meanwhile} */
    private boolean send(Upload upload) {
        long offset = 0;
        while (offset >= 0 && offset < upload.bytes.length && !isOver()) {
            int from = (int) offset;
            byte[] part = Arrays.copyOfRange(upload.bytes, from, Math.min(from + Uploads.PART, upload.bytes.length));
            Answer answer = orNull(() -> Uploads.append(rest, upload.address(), from, part));
            if (isStatus(answer, 204)) {
                offset += part.length;
                upload.acknowledged = offset;
            } else {
                check(answer, "a part");
                offset = offsetAfterCut(upload);
            }
        }
        return offset == upload.bytes.length && isFinished(upload);
    }

    /** {@return where an upload goes on; -1 if it is lost, or the test ends} */
    private long offsetAfterCut(Upload upload) {
        while (!isOver()) {
            pause();
            Answer head = orNull(() -> Uploads.head(rest, upload.address()));
            if (isStatus(head, 200)) {
                long offset = Long.parseLong(head.header("Upload-Offset"));
                if (offset < upload.acknowledged) {
                    problems.add("upload " + upload.id + " is at " + offset + ", was at " + upload.acknowledged);
                }
                countResumed(offset > 0);
                return offset;
            }
            // an answer to HEAD does not tell whether it is of the application, which may not be there yet
            if (isStatus(head, 404) && isStatus(orNull(() -> rest.get(upload.address())), 404)) {
                problems.add("lost upload " + upload.id + " at " + upload.acknowledged);
                return -1;
            }
        }
        return -1;
    }

    /** {@return whether the server has the whole file, as it says by its offset} */
    private boolean isFinished(Upload upload) {
        while (!isOver()) {
            Answer file = orNull(() -> rest.get(upload.address()));
            if (isStatus(file, 200)) {
                return true;
            }
            if (isStatus(file, 404)) {
                problems.add("upload " + upload.id + " is complete and no file");
                return false;
            }
            pause();
        }
        return false;
    }

    /** {@return the answer of the application; null if there is none, or if the container answered, which listens before it} */
    private static Answer orNull(Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            String type = answer.header("Content-Type");
            return type == null || type.contains("json") ? answer : null;
        } catch (UncheckedIOException e) { // killed or cut
            return null;
        }
    }

    private static boolean isStatus(Answer answer, int status) {
        return answer != null && answer.status() == status;
    }

    /** Records an answer that no fault explains. A part may find the one before under way (423) or stored (409). */
    private void check(Answer answer, String what) {
        if (answer != null && answer.status() < 500 && !List.of(409, 423, 429).contains(answer.status())) {
            problems.add(what + ": " + answer.status() + " " + answer.body());
        }
    }

    private synchronized void countResumed(boolean further) {
        resumed += further ? 1 : 0;
    }

    private synchronized boolean isAhead() {
        return ready.size() >= AHEAD;
    }

    private synchronized void addReady(UploadedFile file) {
        ready.add(file);
    }

    /** {@return up to as many finished files as are there, for one message} */
    synchronized List<UploadedFile> take(int most) {
        List<UploadedFile> taken = new ArrayList<>();
        while (taken.size() < most && !ready.isEmpty()) {
            taken.add(ready.poll());
        }
        return taken;
    }

    /** {@return all files whose uploads were acknowledged, for the time after {@link #finish}} */
    List<UploadedFile> finished() {
        return List.copyOf(finished);
    }

    /** {@return the finished files that no message has taken} */
    synchronized List<UploadedFile> unattached() {
        return List.copyOf(ready);
    }

    /** {@return how many times an upload went on behind its beginning after it was cut} */
    synchronized long resumed() {
        return resumed;
    }

    /** {@return what no fault explains, in words} */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private synchronized void pause() {
        try {
            wait(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
    }

    private synchronized boolean isEnding() {
        return ending || over;
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Finishes the upload under way, and begins no other one. */
    void finish() {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
        Threads.join(thread);
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        Threads.join(thread);
    }
}
