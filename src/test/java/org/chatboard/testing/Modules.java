package org.chatboard.testing;

import org.chatboard.platform.web.WebFiles;

/** Converts module paths in scripts that a test runs in a page. */
public final class Modules {
    private Modules() {}

    /**
     * Returns a script whose imports load the modules as they are written. These modules do not share the state of the
     * page, because the page runs a script into which the build has joined copies of them.
     *
     * @param script names modules by their path in the sources, such as {@code import('/resources/js/base/dom.js')}
     */
    public static String served(String script) {
        return script.replace("/resources/js/", WebFiles.BASE + "/modules/");
    }
}
