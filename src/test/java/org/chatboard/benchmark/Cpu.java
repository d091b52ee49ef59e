package org.chatboard.benchmark;

import java.time.Duration;
import java.util.Optional;

/**
 * Processor time, user and system, that two processes have taken; unknown where the operating system does not tell.
 *
 * @param server of the server
 * @param client of this process
 */
record Cpu(Optional<Duration> server, Optional<Duration> client) {
    /** Up to now. */
    static Cpu of(ProcessHandle server) {
        return new Cpu(
                server.info().totalCpuDuration(), ProcessHandle.current().info().totalCpuDuration());
    }

    /** From an earlier time to this. */
    Cpu since(Cpu before) {
        return new Cpu(minus(server, before.server), minus(client, before.client));
    }

    private static Optional<Duration> minus(Optional<Duration> now, Optional<Duration> before) {
        return now.flatMap(end -> before.map(end::minus));
    }
}
