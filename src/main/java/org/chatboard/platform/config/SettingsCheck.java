package org.chatboard.platform.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.environment.InvalidSettingException;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Rejects the deployment if a setting is not valid, and warns of environment variables that look like settings but are not. The
 * reason is logged here because the container rewords it, and the launcher prints the first reason in the log.
 */
public class SettingsCheck implements Extension {
    private static final Logger LOG = Logger.getLogger(SettingsCheck.class.getName());

    void check(@Observes AfterDeploymentValidation deployment) {
        try {
            Settings settings = new Settings(ConfigProvider.getConfig());
            UnknownSettings.warnings(System.getenv().keySet(), settings.variables())
                    .forEach(LOG::warning);
        } catch (InvalidSettingException e) {
            LOG.log(Level.SEVERE, e, e::getMessage);
            deployment.addDeploymentProblem(e);
        }
    }
}
