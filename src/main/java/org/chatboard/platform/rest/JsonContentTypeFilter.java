package org.chatboard.platform.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Accepts only bodies of type {@code application/json}; answers 415 to others. A form of another site can post text or form
 * fields without a CORS preflight, and JAX-RS itself accepts a body without a type. Requests of tus pass, since no form has their header, and
 * pictures, since no form has their type.
 */
@Provider
@PreMatching
public class JsonContentTypeFilter implements ContainerRequestFilter {
    /** The header of each request that uploads by tus. */
    public static final String TUS_RESUMABLE = "Tus-Resumable";

    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    @Override
    public void filter(ContainerRequestContext request) {
        if (WITH_BODY.contains(request.getMethod())
                && !isJson(request.getMediaType())
                && !isPicture(request.getMediaType())
                && request.getHeaderString(TUS_RESUMABLE) == null) {
            throw new NotSupportedException();
        }
    }

    private static boolean isPicture(MediaType type) {
        return type != null && type.getType().equals("image");
    }

    private static boolean isJson(MediaType type) {
        return type != null
                && !type.isWildcardType()
                && !type.isWildcardSubtype()
                && MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                && "utf-8".equalsIgnoreCase(type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8"));
    }
}
