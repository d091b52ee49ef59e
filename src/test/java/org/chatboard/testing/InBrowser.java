package org.chatboard.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Marks a browser test. Its methods may take {@link Visitors}, whose browser contexts are closed after each test, and
 * {@link ProxiedServer}, a server that many tests share. Without a browser the tests are skipped with a hint how to install one; with
 * {@code CI=true} they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.Windows.class)
public @interface InBrowser {
    /** The kind of browser that the tests need. */
    Browser.Kind value() default Browser.Kind.ANY;

    /**
     * Requests a {@link ProxiedServer} with a timeout of 6 s for dead connections and the log level of production, with
     * which pages print nothing to the console.
     */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Production {}

    /** Starts the browser and the servers at their first use; they end after the last test of this JVM. */
    final class Windows implements ExecutionCondition, ParameterResolver, AfterEachCallback {
        private static final String ASKED_FOR = "askedFor"; // whether a test has asked for the shared server
        private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(Windows.class);

        /**
         * How many accounts are prepared, by display name. All accounts must fit into the first 50 of the list of people:
         * these 31 and the administrator, the sign-ups until the shared server is replaced, and ten that one test may add.
         */
        private static final Map<String, Integer> PEOPLE =
                Map.of("Anna Schmidt", 14, "Ben Okafor", 14, "Cleo Martin", 3);

        /** Sign-ups after which the shared server is replaced. */
        private static final int SIGN_UPS_PER_SERVER = 8;

        private static final AtomicInteger SIGNED_UP_BEFORE = new AtomicInteger();
        private static final AtomicBoolean HINT_PRINTED = new AtomicBoolean();
        private static final Map<String, String> PRODUCTION = Map.of(
                "CHATBOARD_LOG", "production", "CHATBOARD_HEARTBEAT_MS", "1000", "CHATBOARD_DEAD_AFTER_MS", "6000");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.isAvailable(kind(context))) {
                return ConditionEvaluationResult.enabled("A browser is available.");
            }
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(Browser.INSTALL_HINT);
            }
            if (HINT_PRINTED.compareAndSet(false, true)) {
                BuildOutput.print(Browser.INSTALL_HINT);
            }
            return ConditionEvaluationResult.disabled(Browser.INSTALL_HINT);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == ProxiedServer.class || type == Visitors.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ExtensionContext.Store shared = context.getStore(StoreScope.LAUNCHER_SESSION, SHARED);
            if (parameter.getParameter().getType() == ProxiedServer.class) {
                ProxiedServer site = parameter.isAnnotated(Production.class)
                        ? shared.getOrComputeIfAbsent(
                                Production.class, key -> ProxiedServer.start(PRODUCTION), ProxiedServer.class)
                        : sharedServer(shared, context.getStore(SHARED));
                site.proxy().setFault(FaultyProxy.Fault.NONE); // a failed test may have left a fault
                return site;
            }
            Browser browser = shared.getOrComputeIfAbsent(kind(context), Browser::start, Browser.class);
            return context.getStore(SHARED)
                    .getOrComputeIfAbsent(Visitors.class, key -> new Visitors(browser), Visitors.class);
        }

        private static Browser.Kind kind(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), InBrowser.class)
                    .orElseThrow()
                    .value();
        }

        /**
         * Replaces the shared server after enough sign-ups, when a test asks for it first. No test still uses it then, because the tests of
         * a JVM run in sequence.
         */
        private static ProxiedServer sharedServer(ExtensionContext.Store shared, ExtensionContext.Store ofTest) {
            boolean isFirst = ofTest.get(ASKED_FOR) == null;
            ofTest.put(ASKED_FOR, true);
            if (isFirst && Visitors.SIGNED_UP.get() - SIGNED_UP_BEFORE.get() >= SIGN_UPS_PER_SERVER) {
                SIGNED_UP_BEFORE.set(Visitors.SIGNED_UP.get());
                ProxiedServer former = shared.remove(ProxiedServer.class, ProxiedServer.class);
                if (former != null) {
                    former.close();
                }
            }
            return shared.getOrComputeIfAbsent(
                    ProxiedServer.class, key -> ProxiedServer.withAccounts(people(), Map.of()), ProxiedServer.class);
        }

        private static List<PreparedAccounts.Account> people() {
            return PEOPLE.entrySet().stream()
                    .flatMap(people -> Stream.generate(() -> PreparedAccounts.Account.named(people.getKey()))
                            .limit(people.getValue()))
                    .toList();
        }

        @Override
        public void afterEach(ExtensionContext context) {
            Visitors visitors = context.getStore(SHARED).get(Visitors.class, Visitors.class);
            if (visitors != null && context.getExecutionException().isPresent()) {
                visitors.saveDiagnostics(context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName());
            } else if (visitors != null) {
                visitors.assertNoFaults();
            }
        }
    }
}
