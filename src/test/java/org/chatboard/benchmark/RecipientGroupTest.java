package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipientGroupTest {
    private final LoopbackConnection one = silent();
    private final LoopbackConnection other = silent();
    private final RecipientGroup group = new RecipientGroup(List.of(one, other));
    private final List<String> received = new ArrayList<>();

    RecipientGroupTest() {
        group.read(frame -> received.add(frame.json()));
    }

    @Test
    void passesAMessageOnWhenTheLastConnectionHasReceivedIt() {
        one.deliver(message(1));
        assertThat(received).isEmpty();

        other.deliver(message(1));
        assertThat(received).containsExactly(message(1));
        assertThat(group.ended()).isNull();
    }

    @Test
    void reportsAMissingMessage() {
        one.deliver(message(1));
        one.deliver(message(3));

        assertThat(group.ended()).contains("message 3");
    }

    @Test
    void reportsADuplicateMessage() {
        one.deliver(message(1));
        one.deliver(message(1));

        assertThat(group.ended()).contains("message 1");
        assertThat(received).isEmpty();
    }

    @Test
    void ignoresOtherFrames() {
        one.deliver("{\"type\":\"room\",\"seq\":7}");
        one.deliver(message(1));

        assertThat(group.ended()).isNull();
    }

    private static String message(int number) {
        return "{\"type\":\"message\",\"room\":5,\"seq\":" + number + "}";
    }

    private static LoopbackConnection silent() {
        return new LoopbackConnection(frame -> {
            throw new UnsupportedOperationException("a reader sends nothing: " + frame.json());
        });
    }
}
