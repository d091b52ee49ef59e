package org.chatboard.platform.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** The REST interface, under {@code /api}. */
@ApplicationPath("/api")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "ChatBoard",
                        version = "1",
                        description = "JSON in and out; errors are application/problem+json (RFC 9457). Sign in by"
                                + " POST /api/session and send the cookie that it gives. The sockets at /ws and"
                                + " /ws/chat/{accountId} are described in docs/protocol.md."))
public class JaxRsApplication extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl", true,
                "jersey.config.server.response.setStatusOverSendError",
                        true, // otherwise the error pages replace the problems
                "jersey.config.server.headers.location.relative.resolution.disabled",
                        true); // an absolute Location would have the Host header, and behind a proxy the wrong scheme
    }
}
