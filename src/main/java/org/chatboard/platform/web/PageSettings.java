package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.chatboard.platform.config.Settings;

/** Values that every page passes to its script. */
@Named
@ApplicationScoped
public class PageSettings {
    @Inject
    Settings settings;

    /** {@return whether the scripts log to the browser's console} */
    public boolean isVerbose() {
        return settings.development();
    }

    /** {@return the version of the application} */
    public String getVersion() {
        String version = PageSettings.class.getPackage().getImplementationVersion();
        return version == null ? "1.0" : version;
    }
}
