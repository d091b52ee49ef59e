package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final int SECONDS = 10;

    private final Measurement measurement = new Measurement(1, SECONDS);

    @Test
    void recordsTheDelaySinceDueEvenOfADeliveryAfterTheEnd() {
        measurement.delivered(measurement.start(), measurement.end() + 1);

        assertThat(measurement.delays().getTotalCount()).isEqualTo(1);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(measurement.delays().getMaxValue()))
                .isEqualTo(SECONDS);
    }

    @Test
    void ignoresMessagesDueBeforeTheStartOrAtTheEnd() {
        measurement.delivered(measurement.start() - 1, measurement.start() + 1);
        measurement.delivered(measurement.end(), measurement.end());

        assertThat(measurement.delays().getTotalCount()).isZero();
    }

    @Test
    void countsMessagesDoneInTheInterval() {
        measurement.done(measurement.start() - 1);
        measurement.done(measurement.start());
        measurement.done(measurement.end() - 1);
        measurement.done(measurement.end());

        assertThat(measurement.done()).isEqualTo(2);
    }
}
