package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.chatboard.testing.Json;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void findsFieldsByTheirNames() {
        Frame frame = new Frame(
                Json.of("type", "message", "seq", 17, "message", "0.3 and on").toString());

        assertThat(frame.is("message")).isTrue();
        assertThat(frame.is("ack")).isFalse();
        assertThat(frame.number("seq")).isEqualTo(17);
        assertThat(frame.text("message")).isEqualTo("0.3 and on");
    }

    @Test
    void doesNotMistakeATextForAField() {
        String hostile = "\"type\":\"ack\",\"seq\":1";
        Frame frame = new Frame(
                Json.of("type", "message", "message", hostile, "seq", 2).toString());

        assertThat(frame.is("ack")).isFalse();
        assertThat(frame.number("seq")).isEqualTo(2);
    }

    @Test
    void rejectsAMissingField() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Frame("{\"type\":\"ack\"}").text("cid"));
    }
}
