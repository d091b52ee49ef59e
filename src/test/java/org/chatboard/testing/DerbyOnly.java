package org.chatboard.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Marks tests of what only Derby does. With {@code -Ddatabase=postgresql} they are skipped. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DerbyOnly.Condition.class)
public @interface DerbyOnly {
    /** A sentence that says why the tests need Derby. */
    String value();

    /** Skips the marked tests on another database. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (TestDatabase.Kind.chosen() == TestDatabase.Kind.DERBY) {
                return ConditionEvaluationResult.enabled("The database is Derby.");
            }
            return ConditionEvaluationResult.disabled("A test of Derby: "
                    + AnnotationSupport.findAnnotation(context.getElement(), DerbyOnly.class)
                            .map(DerbyOnly::value)
                            .orElse("its class is marked."));
        }
    }
}
