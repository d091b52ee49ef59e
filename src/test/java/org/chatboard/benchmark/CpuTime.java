package org.chatboard.benchmark;

import java.time.Duration;
import java.util.Optional;

/**
 * Processor time, user and system, that two processes have taken; unknown where the operating system does not tell.
 *
 * @param server of the server
 * @param client of this process
 */
record CpuTime(Optional<Duration> server, Optional<Duration> client) {
    /** Up to now. */
    static CpuTime of(ProcessHandle server) {
        return new CpuTime(
                server.info().totalCpuDuration(), ProcessHandle.current().info().totalCpuDuration());
    }

    /** From an earlier time to this. */
    CpuTime since(CpuTime before) {
        return new CpuTime(minus(server, before.server), minus(client, before.client));
    }

    private static Optional<Duration> minus(Optional<Duration> now, Optional<Duration> before) {
        return now.flatMap(end -> before.map(end::minus));
    }
}
