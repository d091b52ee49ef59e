package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.chatboard.platform.support.WebVersion;

/**
 * The scripts, styles and icons of this build. Their paths contain the version, which the build computes from their content
 * ({@code web-files.xml}). Browsers therefore cache them without asking again, and a page never gets a script of another version:
 * the server has only this one.
 */
@Named
@ApplicationScoped
public class WebFiles {
    /** Path of the folder with the files of this version, without a slash at its end. */
    public static final String BASE = "/resources/" + WebVersion.VALUE;

    /** {@return the version, for paths that a servlet serves} */
    public String getVersion() {
        return WebVersion.VALUE;
    }

    /** {@return the path of the folder, {@link #BASE}} */
    public String getBase() {
        return BASE;
    }
}
