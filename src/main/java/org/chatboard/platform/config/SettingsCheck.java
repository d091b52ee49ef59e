package org.chatboard.platform.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Rejects the deployment where a setting makes no sense, and warns of settings that do not exist. The reason is logged here, since the
 * container repeats it in words of its own; the launcher shows the first reason that is logged.
 */
public class SettingsCheck implements Extension {
    private static final Logger LOG = Logger.getLogger(SettingsCheck.class.getName());

    void check(@Observes AfterDeploymentValidation deployment) {
        try {
            Settings settings = new Settings(ConfigProvider.getConfig());
            UnknownSettings.sentences(System.getenv().keySet(), settings.variables())
                    .forEach(LOG::warning);
        } catch (InvalidSettingException e) {
            LOG.log(Level.SEVERE, e, e::getMessage);
            deployment.addDeploymentProblem(e);
        }
    }
}
