package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClientGoneFilterTest {
    private final ClientGoneFilter filter = new ClientGoneFilter();

    @Test
    void sendsNoResponseToAClientThatHasDisconnected() {
        assertThatCode(() -> filter.doFilter(null, null, throwing("org.glassfish.grizzly.nio.NIOConnection")))
                .doesNotThrowAnyException();
    }

    @Test
    void passesOtherExceptionsToTheErrorPage() {
        assertThatThrownBy(() -> filter.doFilter(null, null, throwing("sun.nio.fs.UnixException")))
                .isInstanceOf(IOException.class);
    }

    private static FilterChain throwing(String from) {
        return (request, response) -> {
            IOException e = new IOException("Connection is closed");
            e.setStackTrace(new StackTraceElement[] {new StackTraceElement(from, "assertOpen", null, 0)});
            throw e;
        };
    }
}
