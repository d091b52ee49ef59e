package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EveryoneTest {
    private final Reading one = new Reading();
    private final Reading other = new Reading();
    private final Everyone everyone = new Everyone(List.of(one, other));
    private final List<String> heard = new ArrayList<>();

    EveryoneTest() {
        everyone.read(frame -> heard.add(frame.json()));
    }

    @Test
    void hearsOfAMessageWhenTheLastHasIt() {
        one.get(message(1));
        assertThat(heard).isEmpty();

        other.get(message(1));
        assertThat(heard).containsExactly(message(1));
        assertThat(everyone.ended()).isNull();
    }

    @Test
    void saysThatOneMissedAMessage() {
        one.get(message(1));
        one.get(message(3));

        assertThat(everyone.ended()).contains("message 3");
    }

    @Test
    void saysThatOneGotAMessageTwice() {
        one.get(message(1));
        one.get(message(1));

        assertThat(everyone.ended()).contains("message 1");
        assertThat(heard).isEmpty();
    }

    @Test
    void takesNothingElseForAMessage() {
        one.get("{\"type\":\"room\",\"seq\":7}");
        one.get(message(1));

        assertThat(everyone.ended()).isNull();
    }

    private static String message(int number) {
        return "{\"type\":\"message\",\"room\":5,\"seq\":" + number + "}";
    }

    private static final class Reading implements Line {
        private Consumer<Frame> reader;

        void get(String json) {
            reader.accept(new Frame(json));
        }

        @Override
        public void send(String frame) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void read(Consumer<Frame> by) {
            reader = by;
        }

        @Override
        public String ended() {
            return null;
        }

        @Override
        public void close() {
            // nothing to cut
        }
    }
}
