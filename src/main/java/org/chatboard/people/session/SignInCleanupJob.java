package org.chatboard.people.session;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Deletes expired sign-ins every ten minutes. Starts after the migration has created the tables. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class SignInCleanupJob {
    @Inject
    SignInService signIns;

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void deleteExpired() {
        signIns.deleteExpired();
    }
}
