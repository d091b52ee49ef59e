package org.chatboard.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The routes of the REST resources, read from the application's classes. */
public final class RestRoutes {
    private RestRoutes() {}

    /** {@return the method of each route, by HTTP method and path, such as {@code PUT /api/rooms/{id}/mute}} */
    public static Map<String, JavaMethod> all() {
        Map<String, JavaMethod> routes = new TreeMap<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages("org.chatboard")) {
            if (resource.isAnnotatedWith(Path.class)) {
                resource.getMethods()
                        .forEach(method -> routeOf(resource, method).ifPresent(route -> routes.put(route, method)));
            }
        }
        return routes;
    }

    private static Optional<String> routeOf(JavaClass resource, JavaMethod method) {
        String rest = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return Arrays.stream(method.reflect().getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .map(verb -> verb + " /api/"
                        + resource.getAnnotationOfType(Path.class).value() + rest)
                .findFirst();
    }
}
