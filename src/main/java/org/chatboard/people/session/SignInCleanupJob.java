package org.chatboard.people.session;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Deletes sign-ins that are over, every ten minutes; never before the tables are there. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class SignInCleanupJob {
    @Inject
    SignInService signIns;

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void deleteOver() {
        signIns.deleteOver();
    }
}
