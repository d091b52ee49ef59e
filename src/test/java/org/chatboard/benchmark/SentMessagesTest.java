package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SentMessagesTest {
    private final SentMessages sentMessages = new SentMessages();

    @Test
    void aMessageIsDoneOnceAcknowledgedAndDeliveredInAnyOrder() {
        int first = sentMessages.enter(0);
        int second = sentMessages.enter(0);

        assertThat(sentMessages.acknowledged(first)).isFalse();
        assertThat(sentMessages.delivered(first)).isTrue();
        assertThat(sentMessages.delivered(second)).isFalse();
        assertThat(sentMessages.acknowledged(second)).isTrue();
        assertThat(sentMessages.check()).isEqualTo(SentMessages.Faults.NOTHING);
    }

    @Test
    void countsAcknowledgedUndeliveredMessagesAsLost() {
        sentMessages.acknowledged(sentMessages.enter(0));

        assertThat(sentMessages.check()).isEqualTo(new SentMessages.Faults(1, 0, 0));
    }

    @Test
    void countsASecondDeliveryAsDoubled() {
        int number = sentMessages.enter(0);
        sentMessages.acknowledged(number);
        sentMessages.delivered(number);

        assertThat(sentMessages.delivered(number))
                .as("done by a second delivery")
                .isFalse();
        assertThat(sentMessages.check()).isEqualTo(new SentMessages.Faults(0, 1, 0));
    }

    @Test
    void countsUnacknowledgedMessagesWhetherDeliveredOrNot() {
        sentMessages.enter(0);
        sentMessages.delivered(sentMessages.enter(0));

        assertThat(sentMessages.check()).isEqualTo(new SentMessages.Faults(0, 0, 2));
    }

    @Test
    void checksEachLoadSeparately() {
        sentMessages.enter(0);
        sentMessages.check();

        assertThat(sentMessages.check()).isEqualTo(SentMessages.Faults.NOTHING);
    }

    @Test
    void rejectsTheAckOfAMessageThatWasNotSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> sentMessages.acknowledged(0));
    }
}
