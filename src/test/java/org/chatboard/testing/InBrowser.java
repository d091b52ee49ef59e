package org.chatboard.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
 * For tests of what people see: gives them {@link Visitors}, whose windows close after each test, and {@link ProxiedServer}, a server
 * that many of them share. Without a browser they are skipped, with the line that installs one; with {@code CI=true} they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.Windows.class)
public @interface InBrowser {
    /** Which browser the tests need. */
    Browser.Kind value() default Browser.Kind.ANY;

    /** For a {@link ProxiedServer} that runs as in production, silent in the console, and notices within 6 s a link that is dead. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Production {}

    /** Opens the browser and starts the servers at their first use; all end with the last test of this JVM. */
    final class Windows implements ExecutionCondition, ParameterResolver, AfterEachCallback {
        private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(Windows.class);

        /** As many as fit on the first page of people, which has 50, with those whom one more test signs up. */
        private static final int PEOPLE_PER_SITE = 40;

        private static final AtomicInteger PEOPLE_BEFORE = new AtomicInteger();
        private static final AtomicBoolean TOLD = new AtomicBoolean();
        private static final Map<String, String> PRODUCTION = Map.of(
                "CHATBOARD_LOG", "production", "CHATBOARD_HEARTBEAT_MS", "1000", "CHATBOARD_DEAD_AFTER_MS", "6000");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.isAvailable(kind(context))) {
                return ConditionEvaluationResult.enabled("There is a browser.");
            }
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(Browser.INSTALL_HINT);
            }
            if (TOLD.compareAndSet(false, true)) {
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
                        : site(shared);
                site.proxy().setFault(FaultyProxy.Fault.NONE); // a test that failed may have left it cut
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

        /** The one before is not needed any more: tests run one after another. */
        private static ProxiedServer site(ExtensionContext.Store shared) {
            if (Visitors.SIGNED_UP.get() - PEOPLE_BEFORE.get() >= PEOPLE_PER_SITE) {
                PEOPLE_BEFORE.set(Visitors.SIGNED_UP.get());
                ProxiedServer former = shared.remove(ProxiedServer.class, ProxiedServer.class);
                if (former != null) {
                    former.close();
                }
            }
            return shared.getOrComputeIfAbsent(
                    ProxiedServer.class, key -> ProxiedServer.start(Map.of()), ProxiedServer.class);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            Visitors visitors = context.getStore(SHARED).get(Visitors.class, Visitors.class);
            if (visitors != null && context.getExecutionException().isPresent()) {
                visitors.tell(context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName());
            } else if (visitors != null) {
                visitors.assertFaultless();
            }
        }
    }
}
