package org.chatboard.people.signup;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.chatboard.people.audit.AuditAction;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.audit.AuditLog;
import org.chatboard.platform.setting.ServerSettings;

/** Stores who may sign up. Each method is one JTA transaction. */
@Stateless
public class SignUpModeService {
    @Inject
    ServerSettings stored;

    @Inject
    AuditLog audit;

    /**
     * Stores a choice, and records it in the audit log if it changes the mode.
     *
     * @param before the mode until now, chosen or by default
     */
    public void change(SignUpMode before, SignUpMode after, AuditActor actor) {
        stored.set(SignUpPolicy.SETTING, after.name());
        if (before != after) {
            audit.record(actor, AuditAction.SIGN_UP_CHANGED, SignUpPolicy.SETTING, before.name(), after.name());
        }
    }
}
