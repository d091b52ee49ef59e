package org.chatboard.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawSocket;

/** Floods of frames that are cheap for the client, sent as fast as the socket accepts them. */
enum Flood {
    /** Pings of the largest size, each of which the container must answer with a pong. */
    PINGS(RawSocket.PING, true, new byte[125]),
    /** Unsolicited pongs. */
    PONGS(RawSocket.PONG, true, new byte[125]),
    /** Text frames without payload. */
    EMPTY_FRAMES(RawSocket.TEXT, true, new byte[0]),
    /** Fragments of one message that is never finished. */
    FRAGMENTS(RawSocket.CONTINUATION, false, new byte[0]),
    /** Close frames, the first of which closes the socket. */
    CLOSE_FRAMES(RawSocket.CLOSE, true, new byte[] {3, (byte) 0xe8});

    private static final int FRAMES_PER_WRITE = 500;

    private final byte[] frames;

    /**
     * The result of a flood on one socket.
     *
     * @param sent frames that the socket accepted
     * @param code the close code, or the HTTP status if the upgrade was rejected
     * @param ms time until the socket was closed or the upgrade rejected
     */
    record Run(int sent, int code, long ms) {}

    Flood(int opcode, boolean last, byte[] payload) {
        byte[] frame = RawSocket.frame(opcode, last, payload);
        frames = new byte[FRAMES_PER_WRITE * frame.length];
        for (int i = 0; i < FRAMES_PER_WRITE; i++) {
            System.arraycopy(frame, 0, frames, i * frame.length, frame.length);
        }
    }

    /**
     * Floods a socket until it is closed.
     *
     * @param maxFrames number of frames after which to stop
     * @param reads whether the client reads the frames of the server meanwhile
     */
    Run run(Member member, int maxFrames, boolean reads) {
        long start = System.nanoTime();
        try (RawSocket raw =
                RawSocket.open(member.rest().base(), "/ws", member.rest().cookies(), "chatboard.v1")) {
            CompletableFuture<Integer> closed =
                    reads ? CompletableFuture.supplyAsync(() -> closeCode(raw)) : new CompletableFuture<>();
            int sent = send(raw, maxFrames, closed);
            int code = reads ? closed.join() : closeCode(raw);
            return new Run(sent, code, (System.nanoTime() - start) / 1_000_000);
        } catch (RawSocket.UpgradeRejected e) {
            return new Run(0, e.status(), (System.nanoTime() - start) / 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int send(RawSocket raw, int maxFrames, CompletableFuture<Integer> closed) {
        int sent = 0;
        try {
            if (this == FRAGMENTS) {
                raw.send(RawSocket.TEXT, false, new byte[0]);
            }
            while (sent < maxFrames && !closed.isDone()) {
                raw.write(frames);
                sent += FRAMES_PER_WRITE;
            }
        } catch (IOException e) {
            return sent; // expected: the server closed the socket
        }
        return sent;
    }

    private static int closeCode(RawSocket raw) {
        try {
            return raw.closeCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
