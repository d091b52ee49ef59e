package org.chatboard.operation.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.audit.AuditCursor;
import org.chatboard.people.audit.AuditLog;
import org.chatboard.people.audit.AuditPage;
import org.chatboard.platform.rest.PageLimit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** REST resource of the audit log: {@code /api/admin/audit}. */
@Path("admin/audit")
@RequestScoped
public class AuditResource {
    @Inject
    AuditLog log;

    /** {@return a page of the audit log, the newest event first} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What administrators did, the newest first: {events, next?}")
    public AuditEntries list(
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        AuditPage page = log.page(AuditCursor.parse(after), PageLimit.parse(limit));
        return new AuditEntries(page.events().stream().map(AuditEntry::of).toList(), page.next());
    }
}
