package org.chatboard.benchmark;

import java.time.Duration;
import java.util.Optional;

/**
 * User and system CPU time of two processes; empty if the operating system does not report it.
 *
 * @param server CPU time of the server
 * @param client CPU time of this process
 */
record CpuTime(Optional<Duration> server, Optional<Duration> client) {
    /** {@return the CPU time since the start of both processes} */
    static CpuTime of(ProcessHandle server) {
        return new CpuTime(
                server.info().totalCpuDuration(), ProcessHandle.current().info().totalCpuDuration());
    }

    /** {@return the CPU time since an earlier reading} */
    CpuTime since(CpuTime before) {
        return new CpuTime(minus(server, before.server), minus(client, before.client));
    }

    private static Optional<Duration> minus(Optional<Duration> now, Optional<Duration> before) {
        return now.flatMap(end -> before.map(end::minus));
    }
}
