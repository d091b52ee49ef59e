package org.chatboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.chatboard.people.session.ChatBoardAuthenticationMechanism;
import org.chatboard.people.session.SignInRequiredFilter;
import org.junit.jupiter.api.Test;

/** Sends an upgrade request without a valid sign-in through the filters. */
class HandshakeFilterTest {
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private int status;

    private HttpServletRequest upgrade() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> "Upgrade".equals(arguments[0]) ? "websocket" : null;
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "getRequestURI" -> "/ws";
                    case "getMethod" -> "GET";
                    default -> null;
                });
    }

    private HttpServletResponse response() {
        ServletOutputStream ignored = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(jakarta.servlet.WriteListener listener) {}

            @Override
            public void write(int oneByte) {}
        };
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "setStatus" -> status = (int) arguments[0];
                        case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                        default -> {} // not checked here
                    }
                    return method.getName().equals("getOutputStream") ? ignored : null;
                });
    }

    private void requestUpgrade() throws Exception {
        FilterChain next = (request, response) ->
                new SignInRequiredFilter().doFilter(request, response, (anyRequest, anyResponse) -> status = 101);
        new HandshakeFilter().doFilter(upgrade(), response(), next);
    }

    @Test
    void answers503WhileTheDatabaseCannotBeRead() throws Exception {
        attributes.put(ChatBoardAuthenticationMechanism.class.getName() + ".accountUnknown", true);
        requestUpgrade();
        assertThat(status).isEqualTo(503);
        assertThat(headers.get("Retry-After")).matches("[1-9]\\d*");
    }

    @Test
    void answers401WithoutASignIn() throws Exception {
        requestUpgrade();
        assertThat(status).isEqualTo(401);
        assertThat(headers).doesNotContainKey("Retry-After");
    }
}
