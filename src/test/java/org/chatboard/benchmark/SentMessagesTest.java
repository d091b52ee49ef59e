package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SentMessagesTest {
    private final SentMessages book = new SentMessages();

    @Test
    void callsAMessageDoneThatIsAcknowledgedAndDeliveredInAnyOrder() {
        int first = book.enter(0);
        int second = book.enter(0);

        assertThat(book.acknowledged(first)).isFalse();
        assertThat(book.delivered(first)).isTrue();
        assertThat(book.delivered(second)).isFalse();
        assertThat(book.acknowledged(second)).isTrue();
        assertThat(book.check()).isEqualTo(SentMessages.Wrong.NOTHING);
    }

    @Test
    void countsWhatWasAcknowledgedAndNeverDeliveredAsLost() {
        book.acknowledged(book.enter(0));

        assertThat(book.check()).isEqualTo(new SentMessages.Wrong(1, 0, 0));
    }

    @Test
    void countsWhatCameTwiceAsDoubled() {
        int number = book.enter(0);
        book.acknowledged(number);
        book.delivered(number);

        assertThat(book.delivered(number)).as("done once more").isFalse();
        assertThat(book.check()).isEqualTo(new SentMessages.Wrong(0, 1, 0));
    }

    @Test
    void countsWhatWasNeverAcknowledgedDeliveredOrNot() {
        book.enter(0);
        book.delivered(book.enter(0));

        assertThat(book.check()).isEqualTo(new SentMessages.Wrong(0, 0, 2));
    }

    @Test
    void checksEachLoadByItself() {
        book.enter(0);
        book.check();

        assertThat(book.check()).isEqualTo(SentMessages.Wrong.NOTHING);
    }

    @Test
    void refusesWhatWasNeverSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> book.acknowledged(0));
    }
}
