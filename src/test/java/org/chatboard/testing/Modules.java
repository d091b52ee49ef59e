package org.chatboard.testing;

import org.chatboard.platform.web.WebFiles;

/** The modules of the pages, for scripts that a test runs in a page. */
public final class Modules {
    private Modules() {}

    /**
     * {@return a script whose imports get the same modules as the page has}
     *
     * @param script which names a module by its path in the sources, as {@code import('/resources/js/base/dom.js')}
     */
    public static String served(String script) {
        return script.replace("/resources/js/", WebFiles.script(""));
    }
}
