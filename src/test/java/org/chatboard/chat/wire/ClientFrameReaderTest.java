package org.chatboard.chat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chatboard.conversation.request.MessageChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameReaderTest {
    private static FrameException rejection(String text) {
        return catchThrowableOfType(FrameException.class, () -> ClientFrameReader.read(text));
    }

    private static ErrorCode codeOf(String text) {
        return rejection(text).code();
    }

    @Test
    void readsHello() {
        assertThat(ClientFrameReader.read("{\"type\":\"hello\"}")).isEqualTo(new ClientFrame.Hello(List.of(), true));
        assertThat(
                        ClientFrameReader.read(
                                "{\"type\":\"hello\",\"client\":7,\"rooms\":[{\"room\":7,\"epoch\":\"e-1\",\"since\":12},{\"room\":8}]}"))
                .isEqualTo(new ClientFrame.Hello(
                        List.of(new ClientFrame.ResumePoint(7, "e-1", 12), new ClientFrame.ResumePoint(8, null, 0)),
                        true));
    }

    @Test
    void readsEphemeralFrames() {
        assertThat(ClientFrameReader.read("{\"type\":\"hello\",\"active\":false}"))
                .isEqualTo(new ClientFrame.Hello(List.of(), false));
        assertThat(ClientFrameReader.read("{\"type\":\"active\",\"on\":false}"))
                .isEqualTo(new ClientFrame.Active(false));
        assertThat(ClientFrameReader.read("{\"type\":\"typing\",\"room\":7,\"on\":true}"))
                .isEqualTo(new ClientFrame.Typing(7, true));
        assertThat(ClientFrameReader.read("{\"type\":\"watch\",\"accounts\":[7,8,7]}"))
                .isEqualTo(new ClientFrame.Watch(List.of(7L, 8L)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101})
    void acceptsAWatchOfAHundredAccountsAtMost(int people) {
        String accounts =
                IntStream.rangeClosed(1, people).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String frame = "{\"type\":\"watch\",\"accounts\":[" + accounts + "]}";
        if (people > 100) {
            assertThatThrownBy(() -> ClientFrameReader.read(frame)).isInstanceOf(FrameException.class);
        } else {
            assertThat(((ClientFrame.Watch) ClientFrameReader.read(frame)).accounts())
                    .hasSize(people);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"active\"",
                "\"active\",\"on\":1",
                "\"active\",\"on\":\"true\"",
                "\"typing\",\"on\":true",
                "\"typing\",\"room\":7",
                "\"watch\"",
                "\"watch\",\"accounts\":7",
                "\"watch\",\"accounts\":[\"7\"]",
                "\"watch\",\"accounts\":[-1]",
                "\"watch\",\"accounts\":[[]]",
                "\"hello\",\"active\":null"
            })
    void rejectsEphemeralFramesWithoutTheirFields(String fields) {
        assertThatThrownBy(() -> ClientFrameReader.read("{\"type\":" + fields + "}"))
                .isInstanceOfSatisfying(FrameException.class, rejection -> assertThat(rejection.toFrame())
                        .contains("bad_request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "null",
                "{}",
                "[7]",
                "[null]",
                "[[]]",
                "[{}]",
                "[{\"room\":\"7\"}]",
                "[{\"room\":7,\"epoch\":7}]",
                "[{\"room\":7,\"epoch\":\"\"}]",
                "[{\"room\":7,\"epoch\":\"a b\"}]",
                "[{\"room\":7,\"since\":-1}]",
                "[{\"room\":7,\"since\":null}]"
            })
    void rejectsInvalidResumePoints(String rooms) {
        assertThat(codeOf("{\"type\":\"hello\",\"rooms\":" + rooms + "}")).isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void acceptsAThousandRooms() {
        String room = "{\"room\":7},";
        String rooms = room.repeat(999) + "{\"room\":7}";
        assertThat(((ClientFrame.Hello) ClientFrameReader.read("{\"type\":\"hello\",\"rooms\":[" + rooms + "]}"))
                        .rooms())
                .hasSize(1_000);
        assertThat(codeOf("{\"type\":\"hello\",\"rooms\":[" + room + rooms + "]}"))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void readsAMessageWithAndWithoutItsType() {
        ClientFrame message = new ClientFrame.Send(7L, null, "c-1", " hi ", null, List.of());
        assertThat(ClientFrameReader.read(
                        "{\"type\":\"send\",\"room\":7,\"cid\":\"c-1\",\"message\":\" hi \",\"x\":{}}"))
                .isEqualTo(message);
        assertThat(ClientFrameReader.read("{\"room\":7,\"cid\":\"c-1\",\"message\":\" hi \"}"))
                .isEqualTo(message);
        assertThat(ClientFrameReader.read("{\"to\":9,\"cid\":\"c-1\",\"message\":\"\"}"))
                .isEqualTo(new ClientFrame.Send(null, 9L, "c-1", "", null, List.of()));
    }

    @Test
    void readsReplyEditDeletionAndReaction() {
        String head = ",\"room\":7,\"cid\":\"c-1\"";
        assertThat(ClientFrameReader.read("{\"type\":\"send\"" + head + ",\"message\":\"x\",\"replyTo\":11}"))
                .isEqualTo(new ClientFrame.Send(7L, null, "c-1", "x", 11L, List.of()));
        assertThat(ClientFrameReader.read("{\"type\":\"edit\"" + head + ",\"id\":11,\"message\":\"x\"}"))
                .isEqualTo(new ClientFrame.Change(7, "c-1", 11, new MessageChange.Edit("x")));
        assertThat(ClientFrameReader.read("{\"type\":\"delete\"" + head + ",\"id\":11}"))
                .isEqualTo(new ClientFrame.Change(7, "c-1", 11, new MessageChange.Delete()));
        for (boolean on : new boolean[] {true, false}) {
            assertThat(ClientFrameReader.read(
                            "{\"type\":\"react\"" + head + ",\"id\":11,\"emoji\":\"x\",\"on\":" + on + "}"))
                    .isEqualTo(new ClientFrame.Change(7, "c-1", 11, new MessageChange.React("x", on)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "null", "{}"})
    void acceptsBooleansOnly(String on) {
        FrameException rejection =
                rejection("{\"type\":\"react\",\"room\":7,\"cid\":\"c\",\"id\":1,\"emoji\":\"x\",\"on\":" + on + "}");
        assertThat(rejection.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(rejection.getMessage()).contains("'on'");
    }

    @Test
    void readsProgressHistoryAndPong() {
        assertThat(ClientFrameReader.read("{\"type\":\"received\",\"room\":7,\"seq\":3}"))
                .isEqualTo(new ClientFrame.Progress(7, 3, 0));
        assertThat(ClientFrameReader.read("{\"type\":\"read\",\"room\":7,\"seq\":3}"))
                .isEqualTo(new ClientFrame.Progress(7, 0, 3));
        assertThat(ClientFrameReader.read("{\"type\":\"history\",\"room\":7}"))
                .isEqualTo(new ClientFrame.History(7, null, null, 50));
        assertThat(ClientFrameReader.read("{\"type\":\"history\",\"room\":7,\"before\":3,\"limit\":200}"))
                .isEqualTo(new ClientFrame.History(7, 3L, null, 200));
        assertThat(ClientFrameReader.read("{\"type\":\"pong\",\"n\":999999999999999999}"))
                .isEqualTo(new ClientFrame.Pong(999_999_999_999_999_999L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e2", "1e400", "\"7\"", "true", "null", "{}", "[7]", "1000000000000000000"})
    void acceptsWholeNumbersOnly(String number) {
        FrameException rejection = rejection("{\"type\":\"read\",\"room\":" + number + ",\"seq\":3}");
        assertThat(rejection.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(rejection.getMessage()).contains("'room'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "null", "{}", "[\"a\"]"})
    void acceptsStringsOnly(String text) {
        assertThat(codeOf("{\"type\":\"send\",\"room\":7,\"cid\":\"c\",\"message\":" + text + "}"))
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf("{\"type\":\"send\",\"room\":7,\"message\":\"x\",\"cid\":" + text + "}"))
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf("{\"type\":" + text + ",\"room\":7,\"message\":\"x\",\"cid\":\"c\"}"))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void rejectsTextThatIsNotOneJsonObject(String text) {
        assertThat(codeOf(text)).isEqualTo(ErrorCode.BAD_JSON);
    }

    static List<String> notJson() {
        return List.of(
                "",
                " ",
                "x",
                "7",
                "null",
                "[]",
                "\"a\"",
                "{",
                "{}{}",
                "{} 7",
                "{\"a\":1e99999999999}",
                "{\"a\":" + "9".repeat(5_000) + "}",
                "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "{\"a\":" + "[".repeat(60_000),
                "{\"a\":\"a\u0001\"}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}");
    }

    @ParameterizedTest
    @CsvSource({"c-1_X, c-1_X", "a b, ", "'', "})
    void namesCidAndRoomInEveryError(String cid, String named) {
        FrameException rejection = rejection("{\"type\":\"new\",\"room\":7,\"cid\":\"" + cid + "\"}");
        assertThat(rejection.code()).isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(rejection.toFrame()).contains("\"room\":7");
        if (named == null) {
            assertThat(rejection.toFrame()).doesNotContain("cid");
        } else {
            assertThat(rejection.toFrame()).contains("\"cid\":\"" + named + "\"");
        }
    }

    @Test
    void readsFramesOfThePlainEndpoint() {
        assertThat(ClientFrameReader.readPlain("{\"message\":\"hi\"}", 9))
                .isEqualTo(new ClientFrame.Send(null, 9L, null, "hi", null, List.of()));
        assertThat(ClientFrameReader.readPlain("{\"message\":\"hi\",\"cid\":\"c\"}", 9))
                .isEqualTo(new ClientFrame.Send(null, 9L, "c", "hi", null, List.of()));
        assertThat(catchThrowableOfType(
                                FrameException.class,
                                () -> ClientFrameReader.readPlain("{\"message\":\"hi\",\"to\":1}", 9))
                        .code())
                .isEqualTo(ErrorCode.UNSUPPORTED);
    }
}
