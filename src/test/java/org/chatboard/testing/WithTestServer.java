package org.chatboard.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class a {@link TestServer} as a parameter: the one server that all such classes share, since each start takes
 * seconds. Each test signs up people of its own, so that none disturbs another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithTestServer.SharedServer.class)
public @interface WithTestServer {
    /** For a {@link TestServer} with the limits that there are by default, and times that are short. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    /** Starts a server at its first use; it ends with the last test of this JVM, which is given one class after another. */
    final class SharedServer implements ParameterResolver {
        private static final Map<String, String> LIMITED = Map.of(
                "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "10",
                "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "30",
                "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "1048576",
                "CHATBOARD_LIMIT_SIGN_IN_FAILURES", "5",
                "CHATBOARD_HEARTBEAT_MS", "1000",
                "CHATBOARD_DEAD_AFTER_MS", "6000",
                "CHATBOARD_SEND_TIMEOUT_MS", "5000");
        private static final ExtensionContext.Namespace ROOM = ExtensionContext.Namespace.create(SharedServer.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ExtensionContext.Store room = context.getStore(StoreScope.LAUNCHER_SESSION, ROOM);
            return parameter.isAnnotated(Limited.class)
                    ? room.getOrComputeIfAbsent(LIMITED, TestServer::start, TestServer.class)
                    : room.getOrComputeIfAbsent(
                            TestServer.class,
                            key -> TestServer.start(ChatBoardProcess.LONG_RUN, Map.of()),
                            TestServer.class);
        }
    }
}
