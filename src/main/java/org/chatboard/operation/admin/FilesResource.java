package org.chatboard.operation.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.chatboard.conversation.upload.FileCleanup;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** REST resource of the clean-up of files: {@code /api/admin/files}. */
@Path("admin/files")
@RequestScoped
public class FilesResource {
    @Inject
    FileCleanup cleanup;

    /** {@return what the next clean-up would delete} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What the next clean-up of files would delete: {expired, unused, leftovers, uploads, temporary}")
    public FileCleanup.Plan plan() throws IOException {
        return cleanup.plan();
    }
}
