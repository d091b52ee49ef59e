package org.chatboard.chat.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private static final int FINAL = 0x80;
    private static final int TEXT = 1;
    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LIMIT = 70_000;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Integer> pings = new ArrayList<>();
    private int extraFrames;
    private int permits = Integer.MAX_VALUE;

    private FrameScanner scanner(long limit) {
        return new FrameScanner(limit, new FrameScanner.Listener() {
            @Override
            public boolean onExtraFrame() {
                extraFrames++;
                return extraFrames <= permits;
            }

            @Override
            public void onPing(int payloadBytes) {
                pings.add(payloadBytes);
            }
        });
    }

    private FrameScannerTest frame(int firstByte, int payload) {
        header(firstByte, payload);
        sent.writeBytes(new byte[payload]);
        return this;
    }

    private FrameScannerTest header(int firstByte, long length) {
        length(firstByte, length);
        sent.writeBytes(new byte[4]);
        return this;
    }

    /** Writes the header of a frame up to its length, without the masking key that follows. */
    private FrameScannerTest length(int firstByte, long length) {
        sent.write(firstByte);
        if (length >= 0 && length < 126) {
            sent.write(0x80 | (int) length);
        } else if (length >= 0 && length < 65_536) {
            sent.write(0x80 | 126);
            sent.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            sent.write(0x80 | 127);
            sent.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
        return this;
    }

    /** Scans the sent bytes in pieces of {@code piece} bytes. {@return how many bytes the container may read} */
    private int scan(FrameScanner scanner, int piece) {
        byte[] bytes = sent.toByteArray();
        int passed = 0;
        for (int at = 0; at < bytes.length; at += piece) {
            passed += scanner.scan(bytes, at, Math.min(piece, bytes.length - at));
        }
        return passed;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 13, 1_000, 1_000_000})
    void passesValidFramesHoweverTheBytesAreSplit(int piece) {
        frame(FINAL | TEXT, 0).frame(FINAL | TEXT, 125).frame(FINAL | TEXT, 126);
        frame(FINAL | TEXT, 65_535).frame(FINAL | TEXT, 65_536).frame(FINAL | TEXT, LIMIT);
        frame(TEXT, 10).frame(FINAL | PING, 125).frame(CONTINUATION, 0).frame(FINAL | CONTINUATION, LIMIT - 10);
        frame(FINAL | PONG, 0).frame(FINAL | PING, 3);
        FrameScanner scanner = scanner(LIMIT);
        assertThat(scan(scanner, piece)).isEqualTo(sent.size());
        assertThat(scanner.fault()).isNull();
        assertThat(scanner.isClosed()).isFalse();
        assertThat(pings).containsExactly(125, 3);
        assertThat(extraFrames)
                .as("two pings, a pong, two fragments that do not end a message")
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"124", "125", "126", "127", "65535", "65536", "65537", "1048576"})
    void stopsAtALengthAboveTheLimitBeforeThePayloadComes(int limit) {
        FrameScanner exact = scanner(limit);
        header(FINAL | TEXT, limit);
        scan(exact, 1);
        assertThat(exact.fault()).isNull();
        sent.reset();
        FrameScanner above = scanner(limit);
        frame(FINAL | TEXT, 5);
        int whole = sent.size();
        length(FINAL | TEXT, limit + 1L);
        assertThat(scan(above, 1_000_000)).as("the frame before may be read").isEqualTo(whole);
        assertThat(above.fault()).isEqualTo(SocketFault.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {4_000_000, Integer.MAX_VALUE, 0x1_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void stopsAtALengthAboveAnyMemory(long length) {
        FrameScanner scanner = scanner(Integer.MAX_VALUE / 2);
        length(FINAL | TEXT, length);
        scan(scanner, 1);
        if (length > 0 && length <= Integer.MAX_VALUE / 2) {
            assertThat(scanner.fault()).isNull();
        } else {
            assertThat(scanner.fault()).isEqualTo(SocketFault.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 100_000})
    void stopsAtTheFragmentThatMakesTheMessageTooLarge(int piece) {
        FrameScanner scanner = scanner(100);
        frame(TEXT, 60).frame(CONTINUATION, 40).frame(CONTINUATION, 0);
        assertThat(scan(scanner, piece)).isEqualTo(sent.size());
        assertThat(scanner.fault()).isNull();
        sent.reset();
        frame(FINAL | CONTINUATION, 1);
        scan(scanner, piece);
        assertThat(scanner.fault()).isEqualTo(SocketFault.TOO_LARGE);
    }

    @Test
    void countsTheBytesOfEachMessageSeparately() {
        FrameScanner scanner = scanner(100);
        for (int i = 0; i < 10; i++) {
            frame(TEXT, 50)
                    .frame(FINAL | PING, 100)
                    .frame(FINAL | CONTINUATION, 50)
                    .frame(FINAL | TEXT, 100);
        }
        assertThat(scan(scanner, 7)).isEqualTo(sent.size());
        assertThat(scanner.fault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {TEXT, CONTINUATION, CLOSE, PING, PONG})
    void stopsAtAFrameWithoutAMask(int opcode) {
        FrameScanner scanner = scanner(100);
        frame(FINAL | TEXT, 1);
        int whole = sent.size();
        sent.write(FINAL | opcode);
        sent.write(2);
        sent.writeBytes(new byte[2]);
        assertThat(scan(scanner, 100)).isEqualTo(whole);
        assertThat(scanner.fault()).isEqualTo(SocketFault.UNMASKED);
    }

    @Test
    void passesNoFurtherBytesOfAFaultyFrame() {
        FrameScanner scanner = scanner(100);
        length(FINAL | TEXT, 65_535);
        byte[] bytes = sent.toByteArray();
        assertThat(scanner.scan(bytes, 0, 3)).isEqualTo(3);
        assertThat(scanner.scan(bytes, 3, 1)).isZero();
        assertThat(scanner.fault()).isEqualTo(SocketFault.TOO_LARGE);
        assertThat(scanner.scan(bytes, 0, 4)).isZero();
    }

    @Test
    void stopsAtTheFirstFrameWithoutAPermit() {
        permits = 2;
        FrameScanner scanner = scanner(100);
        frame(FINAL | PING, 0).frame(TEXT, 1).frame(FINAL | CONTINUATION, 1);
        int allowed = sent.size();
        frame(FINAL | PONG, 5).frame(FINAL | TEXT, 1);
        assertThat(scan(scanner, 1_000)).isEqualTo(allowed);
        assertThat(scanner.fault()).isEqualTo(SocketFault.TOO_MANY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 1_000})
    void dropsBytesAfterACloseFrame(int piece) {
        FrameScanner scanner = scanner(100);
        frame(FINAL | CLOSE, 2);
        int whole = sent.size();
        frame(FINAL | CLOSE, 2).frame(FINAL | PING, 125);
        assertThat(scan(scanner, piece)).isEqualTo(whole);
        assertThat(scanner.isClosed()).isTrue();
        assertThat(scanner.fault()).isNull();
        assertThat(pings).isEmpty();
    }
}
