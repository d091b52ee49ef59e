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
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Injects a {@link TestServer} into the tests of a class. All classes of a JVM share the servers, one of each kind, since a
 * start takes seconds. Each test creates its own accounts, so that tests do not affect each other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithTestServer.SharedServer.class)
public @interface WithTestServer {
    /** Whether the server uses {@link TestDatabase.Kind#other}, for a class that repeats its superclass's tests on that one. */
    boolean onOtherDatabase() default false;

    /** Requests a {@link TestServer} with the default rate limits and short timeouts. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    /** Starts a server at its first use; it ends after the last test of this JVM. */
    final class SharedServer implements ParameterResolver {
        private static final Map<String, String> LIMITED = Map.of(
                "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "10",
                "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "30",
                "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "1048576",
                "CHATBOARD_LIMIT_ROOMS_PER_HOUR", "3",
                "CHATBOARD_LIMIT_RECEIPT_MEMBERS", "3",
                "CHATBOARD_LIMIT_ALL_MEMBERS", "2",
                "CHATBOARD_LIMIT_SIGN_IN_FAILURES", "5",
                "CHATBOARD_HEARTBEAT_MS", "1000",
                "CHATBOARD_DEAD_AFTER_MS", "6000",
                "CHATBOARD_SEND_TIMEOUT_MS", "5000");
        /** Number of prepared accounts. When all are used, a test signs up a new one. */
        private static final int MANY_MEMBERS = 300;

        private static final int FEW_MEMBERS = 80;

        private static final ExtensionContext.Namespace SERVERS = ExtensionContext.Namespace.create(SharedServer.class);

        /** The kind of a shared server. */
        private record Key(TestDatabase.Kind database, boolean limited) {}

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ExtensionContext.Store servers = context.getStore(StoreScope.LAUNCHER_SESSION, SERVERS);
            Key key = new Key(database(context), parameter.isAnnotated(Limited.class));
            return servers.getOrComputeIfAbsent(key, SharedServer::start, TestServer.class);
        }

        private static TestDatabase.Kind database(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithTestServer.class)
                            .orElseThrow()
                            .onOtherDatabase()
                    ? TestDatabase.Kind.other()
                    : TestDatabase.Kind.chosen();
        }

        private static TestServer start(Key key) {
            boolean shortRun = key.limited || key.database == TestDatabase.Kind.other();
            return TestServer.start(
                    key.database,
                    shortRun ? ChatBoardProcess.QUICK_START : ChatBoardProcess.LONG_RUN,
                    key.limited ? LIMITED : Map.of(),
                    shortRun ? FEW_MEMBERS : MANY_MEMBERS);
        }
    }
}
