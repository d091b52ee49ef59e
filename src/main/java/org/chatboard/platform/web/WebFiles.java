package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatboard.platform.support.WebVersion;

/**
 * The scripts, styles and icons of this build. Their paths contain the version, which the build computes from their content
 * ({@code web-files.xml}). Browsers therefore cache them without asking again, and a page never gets a script of another version: the
 * server has only this one.
 */
@Named
@ApplicationScoped
public class WebFiles {
    /** Path of the folder with the files of this version, without a slash at its end. */
    public static final String BASE = "/resources/" + WebVersion.VALUE;

    private static final String SCRIPTS = BASE + "/js/";

    @Inject
    ServletContext context;

    private final Map<String, List<String>> modules = new ConcurrentHashMap<>();

    /** {@return the version, for paths that a servlet serves} */
    public String getVersion() {
        return WebVersion.VALUE;
    }

    /** {@return the path of the folder, {@link #BASE}} */
    public String getBase() {
        return BASE;
    }

    /** {@return the path of a script or module of this version} */
    public static String script(String name) {
        return SCRIPTS + name;
    }

    /** {@return the paths of a page's entry modules; their names are separated by spaces} */
    public List<String> entries(String entries) {
        return named(entries).map(WebFiles::script).toList();
    }

    /** {@return the paths of a page's entry modules and of all modules that they import, each once; the page preloads them} */
    public List<String> modulesOf(String entries) {
        return modules.computeIfAbsent(String.valueOf(entries), each -> named(entries)
                .flatMap(entry -> ModuleGraph.modulesOf(entry, this::source).stream())
                .distinct()
                .map(WebFiles::script)
                .toList());
    }

    private static Stream<String> named(String entries) {
        return entries == null
                ? Stream.empty()
                : Pattern.compile(" ").splitAsStream(entries).filter(each -> !each.isEmpty());
    }

    private String source(String module) {
        try (InputStream file = context.getResourceAsStream(script(module))) {
            if (file == null) {
                throw new IllegalStateException("There is no module " + module);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
