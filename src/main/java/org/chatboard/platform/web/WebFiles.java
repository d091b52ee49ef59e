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
 * The scripts, styles and icons of this build. Their address names the version, which the build computes from their content
 * ({@code web-files.xml}), so that a browser never asks for them again, and a page of one version never gets a script of another:
 * there is no other version on the server.
 */
@Named
@ApplicationScoped
public class WebFiles {
    /** The address of the folder with the files of this version, without a slash at its end. */
    public static final String BASE = "/resources/" + WebVersion.VALUE;

    private static final String SCRIPTS = BASE + "/js/";

    @Inject
    ServletContext context;

    private final Map<String, List<String>> modules = new ConcurrentHashMap<>();

    /** {@return the version, part of the address of what a servlet makes for it} */
    public String getVersion() {
        return WebVersion.VALUE;
    }

    /** {@return the address of the folder, as {@link #BASE}} */
    public String getBase() {
        return BASE;
    }

    /** {@return the address of a script or module of this version} */
    public static String script(String name) {
        return SCRIPTS + name;
    }

    /** {@return the addresses of a page's entry modules, which are given with a space between them} */
    public List<String> entries(String entries) {
        return named(entries).map(WebFiles::script).toList();
    }

    /** {@return the addresses of a page's entry modules and of all that these import, each once, so that none waits to be found} */
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
