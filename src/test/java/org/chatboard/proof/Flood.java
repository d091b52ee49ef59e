package org.chatboard.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawSocket;

/** Frames that cost a client nothing, as fast as a socket takes them. */
enum Flood {
    /** Each asks the container for as long a pong. */
    PINGS(RawSocket.PING, true, new byte[125]),
    /** Answers to nothing. */
    PONGS(RawSocket.PONG, true, new byte[125]),
    /** Messages without a letter. */
    EMPTY_FRAMES(RawSocket.TEXT, true, new byte[0]),
    /** Of one message that never ends. */
    FRAGMENTS(RawSocket.CONTINUATION, false, new byte[0]),
    /** The first ends the socket. */
    CLOSE_FRAMES(RawSocket.CLOSE, true, new byte[] {3, (byte) 0xe8});

    private static final int FRAMES_A_WRITE = 500;

    private final byte[] frames;

    /**
     * How a flood went on one socket.
     *
     * @param sent frames that it took
     * @param code that it was closed with, or the HTTP status where it was not opened
     * @param ms until it was closed, or not opened
     */
    record Run(int sent, int code, long ms) {}

    Flood(int opcode, boolean last, byte[] payload) {
        byte[] frame = RawSocket.frame(opcode, last, payload);
        frames = new byte[FRAMES_A_WRITE * frame.length];
        for (int i = 0; i < FRAMES_A_WRITE; i++) {
            System.arraycopy(frame, 0, frames, i * frame.length, frame.length);
        }
    }

    /**
     * Floods a socket until it is closed.
     *
     * @param most frames
     * @param reads whether the client reads what comes meanwhile
     */
    Run run(Member member, int most, boolean reads) {
        long start = System.nanoTime();
        try (RawSocket raw =
                RawSocket.open(member.rest().base(), "/ws", member.rest().cookies(), "chatboard.v1")) {
            CompletableFuture<Integer> closed =
                    reads ? CompletableFuture.supplyAsync(() -> closeCode(raw)) : new CompletableFuture<>();
            int sent = send(raw, most, closed);
            int code = reads ? closed.join() : closeCode(raw);
            return new Run(sent, code, (System.nanoTime() - start) / 1_000_000);
        } catch (RawSocket.UpgradeRejected e) {
            return new Run(0, e.status(), (System.nanoTime() - start) / 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int send(RawSocket raw, int most, CompletableFuture<Integer> closed) {
        int sent = 0;
        try {
            if (this == FRAGMENTS) {
                raw.send(RawSocket.TEXT, false, new byte[0]);
            }
            while (sent < most && !closed.isDone()) {
                raw.write(frames);
                sent += FRAMES_A_WRITE;
            }
        } catch (IOException e) {
            return sent; // closed, which is what it is for
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
