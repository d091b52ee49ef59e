package org.chatboard.conversation.upload;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.chatboard.platform.rest.JsonContentTypeFilter;

/**
 * Adds the headers of tus 1.0 to all responses of {@link UploadsResource}, errors too: {@code Tus-Resumable}, and {@code Tus-Version} with
 * 412 and in the answer to {@code OPTIONS}.
 */
@Provider
public class TusHeadersFilter implements ContainerResponseFilter {
    /** The supported version of tus. */
    static final String VERSION = "1.0.0";

    static final int PRECONDITION_FAILED = 412;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isOfTus(request.getUriInfo().getPath())) { // a name binding would leave out mapped exceptions
            return;
        }
        response.getHeaders().putSingle(JsonContentTypeFilter.TUS_RESUMABLE, VERSION);
        if (response.getStatus() == PRECONDITION_FAILED || request.getMethod().equals(HttpMethod.OPTIONS)) {
            response.getHeaders().putSingle("Tus-Version", VERSION);
        }
    }

    private static boolean isOfTus(String path) {
        return path.equals(UploadsResource.PATH) || path.startsWith(UploadsResource.PATH + "/");
    }
}
