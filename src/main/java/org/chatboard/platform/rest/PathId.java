package org.chatboard.platform.rest;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.chatboard.platform.support.WholeNumber;

/**
 * Reads the ids in paths. A text that is no whole number of at most 18 digits becomes {@value #NONE}, which no row has as its id: the
 * answer is that of an id that does not exist.
 */
@Provider
public class PathId implements ParamConverterProvider {
    private static final long NONE = 0;

    /** {@return the id, 0 if the text is none or null} */
    public static long parse(String text) {
        return WholeNumber.parse(text).orElse(NONE);
    }

    /** Converts each {@code long} that is a {@link PathParam}, and nothing else. */
    @Override
    @SuppressWarnings("unchecked") // T is Long
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        boolean pathId = type == long.class && Arrays.stream(annotations).anyMatch(PathParam.class::isInstance);
        return pathId ? (ParamConverter<T>) new Converter() : null;
    }

    private static final class Converter implements ParamConverter<Long> {
        @Override
        public Long fromString(String text) {
            return parse(text);
        }

        @Override
        public String toString(Long id) {
            return id.toString();
        }
    }
}
