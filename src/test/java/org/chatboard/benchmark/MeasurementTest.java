package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final int SECONDS = 10;

    private final Measurement meter = new Measurement(1, SECONDS);

    @Test
    void countsADeliveryFromWhenItWasDueAlsoWhenItComesAfterTheEnd() {
        meter.delivered(meter.start(), meter.end() + 1);

        assertThat(meter.delays().getTotalCount()).isEqualTo(1);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(meter.delays().getMaxValue())).isEqualTo(SECONDS);
    }

    @Test
    void leavesOutWhatWasDueBeforeTheStartOrAtTheEnd() {
        meter.delivered(meter.start() - 1, meter.start() + 1);
        meter.delivered(meter.end(), meter.end());

        assertThat(meter.delays().getTotalCount()).isZero();
    }

    @Test
    void countsAsDoneWhatWasDoneInside() {
        meter.done(meter.start() - 1);
        meter.done(meter.start());
        meter.done(meter.end() - 1);
        meter.done(meter.end());

        assertThat(meter.done()).isEqualTo(2);
    }
}
