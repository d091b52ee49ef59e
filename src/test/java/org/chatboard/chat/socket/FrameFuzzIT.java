package org.chatboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.chatboard.chat.wire.FrameGenerator;
import org.chatboard.testing.BackgroundChat;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithTestServer
class FrameFuzzIT {
    /**
     * How many frames are sent on one socket. The server may reject each of them and the {@code history} request that follows it.
     * It closes a socket at 200 rejected frames within ten seconds, so twice this number must stay below 200.
     */
    private static final int FRAMES_A_SOCKET = 90;

    private static final int DAMAGED = 600;
    private static final Set<String> ANSWERS = Set.of(
            "welcome",
            "room",
            "ack",
            "message",
            "change",
            "page",
            "synced",
            "reset",
            "person",
            "receipt",
            "presence",
            "error",
            "ping");

    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final FrameGenerator generator;
    private final BackgroundChat backgroundChat;
    private SocketClient socket;
    private long barrier = 1_000_000_000L;

    FrameFuzzIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        SocketClient annSocket = ann.socket();
        JsonObject first = annSocket.awaitAck(annSocket.postTo(bob.id(), "first"));
        generator = new FrameGenerator(Json.number(first, "room"), bob.id(), Json.number(first, "id"));
        backgroundChat = new BackgroundChat(board.newMember(), board.newMember());
    }

    @AfterEach
    void assertOthersUnaffected() {
        leave();
        backgroundChat.stop();
        assertThat(backgroundChat.errors()).isEmpty();
        assertThat(backgroundChat.receivedSeqs())
                .isEqualTo(LongStream.rangeClosed(1, backgroundChat.sentCount())
                        .boxed()
                        .toList());
        assertThat(board.severe()).isEmpty();
        SocketClient fresh = ann.socket();
        assertThat(fresh.awaitAck(fresh.postTo(bob.id(), "after all of it")).getString("type"))
                .isEqualTo("ack");
    }

    @Test
    void answersEveryFieldWithEveryKindOfValue() {
        List<FrameGenerator.Frame> frames = generator.everyFieldWithEveryValue();
        assertThat(frames).hasSizeGreaterThan(1_000);
        sendToAPage(frames);
    }

    @Test
    void answersEveryHello() {
        for (FrameGenerator.Frame frame : generator.everyFieldWithEveryValue()) {
            if (frame.name().startsWith("hello") && !frame.isTooLarge()) {
                SocketClient fresh = ann.endpoint().open();
                fresh.send(frame.text());
                fresh.await(answer -> Set.of("welcome", "error").contains(answer.getString("type")));
                if (fresh.frames("welcome").isEmpty()) {
                    fresh.send(Json.of("type", "hello")).await("welcome");
                }
                fresh.close();
            }
        }
    }

    @Test
    void answersDamagedFrames() {
        long seed = Long.getLong("chatboard.fuzz.seed", System.nanoTime());
        System.out.println("FrameFuzzIT: again with -Dchatboard.fuzz.seed=" + seed);
        sendToAPage(generator.damaged(new Random(seed), DAMAGED));
    }

    @Test
    void answersEveryValueOnThePlainEndpoint() {
        FrameGenerator.values().forEach((kind, value) -> {
            SocketClient plain = ann.plain(bob.id());
            plain.send("{\"message\":" + value + "}");
            plain.send("{\"message\":\"hi\",\"cid\":" + value + "}");
            plain.send("{\"message\":\"hi\",\"somethingNew\":" + value + "}");
            plain.send("{\"message\":\"that was " + kind + "\"}");
            plain.awaitText("that was " + kind);
            assertThat(plain.frames()).as(kind).hasSizeGreaterThanOrEqualTo(3);
            plain.close();
        });
    }

    private void sendToAPage(List<FrameGenerator.Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            if (i % FRAMES_A_SOCKET == 0 || !socket.isOpen()) {
                leave();
                socket = ann.socket();
            }
            sendToAPage(frames.get(i));
        }
    }

    private void leave() {
        if (socket != null && socket.isOpen()) {
            socket.close();
            socket.awaitClose();
        }
    }

    private void sendToAPage(FrameGenerator.Frame frame) {
        int before = socket.count();
        socket.send(frame.text().replace(FrameGenerator.CID, UUID.randomUUID().toString()));
        if (frame.isTooLarge()) {
            assertThat(socket.awaitClose()).as(frame.name()).isEqualTo(1009);
            return;
        }
        long room = barrier++;
        socket.send(Json.of("type", "history", "room", room));
        try {
            socket.await(
                    before,
                    answer -> answer.containsKey("room")
                            && answer.get("room").toString().equals("" + room));
        } catch (AssertionError e) {
            throw new AssertionError(frame.name() + ": " + e.getMessage(), e);
        }
        List<JsonObject> answers = socket.frames();
        assertThat(answers.subList(before, answers.size()))
                .as(frame.name())
                .allMatch(answer -> ANSWERS.contains(answer.getString("type")))
                .noneMatch(SocketClient.with("code", "internal"));
    }
}
