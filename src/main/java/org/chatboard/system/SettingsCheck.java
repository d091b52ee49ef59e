package org.chatboard.system;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/** Refuses the deployment where a setting makes no sense, before anything else runs: the reason is the last line of the log. */
public class SettingsCheck implements Extension {
    void check(@Observes AfterDeploymentValidation deployment) {
        try {
            new Settings(ConfigProvider.getConfig());
        } catch (InvalidSettingException e) {
            deployment.addDeploymentProblem(e);
        }
    }
}
