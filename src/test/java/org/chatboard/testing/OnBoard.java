package org.chatboard.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class a {@link Board} as a parameter: the one server that all such classes share, since each start takes
 * seconds. Each test signs up people of its own, so that none disturbs another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnBoard.SharedBoard.class)
public @interface OnBoard {
    /** Starts the server at its first use; it ends with the last test. */
    final class SharedBoard implements ParameterResolver {
        private static final ExtensionContext.Namespace ROOM = ExtensionContext.Namespace.create(SharedBoard.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Board.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ROOM)
                    .getOrComputeIfAbsent(Board.class, key -> Board.start(Map.of()), Board.class);
        }
    }
}
