package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipientGroupTest {
    private final LoopbackConnection one = silent();
    private final LoopbackConnection other = silent();
    private final RecipientGroup everyone = new RecipientGroup(List.of(one, other));
    private final List<String> heard = new ArrayList<>();

    RecipientGroupTest() {
        everyone.read(frame -> heard.add(frame.json()));
    }

    @Test
    void hearsOfAMessageWhenTheLastHasIt() {
        one.come(message(1));
        assertThat(heard).isEmpty();

        other.come(message(1));
        assertThat(heard).containsExactly(message(1));
        assertThat(everyone.ended()).isNull();
    }

    @Test
    void saysThatOneMissedAMessage() {
        one.come(message(1));
        one.come(message(3));

        assertThat(everyone.ended()).contains("message 3");
    }

    @Test
    void saysThatOneGotAMessageTwice() {
        one.come(message(1));
        one.come(message(1));

        assertThat(everyone.ended()).contains("message 1");
        assertThat(heard).isEmpty();
    }

    @Test
    void takesNothingElseForAMessage() {
        one.come("{\"type\":\"room\",\"seq\":7}");
        one.come(message(1));

        assertThat(everyone.ended()).isNull();
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
