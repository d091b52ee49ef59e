package org.chatboard.platform.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Logger;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.image.NoSpaceForPictureException;
import org.chatboard.platform.image.PictureRejectedException;
import org.chatboard.platform.support.ErrorReference;

/** Maps the exceptions of REST resources to problems (RFC 9457). */
final class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class.getName());

    private static final int UNPROCESSABLE_CONTENT = 422; // has no constant in JAX-RS

    private ExceptionMappers() {}

    /** Maps a rejection, which contains its status and messages. */
    @Provider
    public static class Rejected implements ExceptionMapper<RejectedException> {
        @Override
        public Response toResponse(RejectedException rejection) {
            Response.ResponseBuilder response = rejection.toProblem().toResponse();
            rejection.retryAfterSeconds().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
            return response.build();
        }
    }

    /** Maps a picture that is broken or above the limits: status 422. */
    @Provider
    public static class Picture implements ExceptionMapper<PictureRejectedException> {
        @Override
        public Response toResponse(PictureRejectedException rejection) {
            return Problem.of(UNPROCESSABLE_CONTENT, rejection.getMessage())
                    .toResponse()
                    .build();
        }
    }

    /** Maps a picture for which the disk has no room: status 507. */
    @Provider
    public static class NoSpace implements ExceptionMapper<NoSpaceForPictureException> {
        @Override
        public Response toResponse(NoSpaceForPictureException rejection) {
            return Problem.of(RejectedException.INSUFFICIENT_STORAGE, Translations.text("avatar.diskFull"))
                    .toResponse()
                    .build();
        }
    }

    /** Maps work for which an executor has no room: status 503. */
    @Provider
    public static class Busy implements ExceptionMapper<RejectedExecutionException> {
        @Override
        public Response toResponse(RejectedExecutionException rejection) {
            return Problem.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, Translations.text("problem.busy"))
                    .toResponse()
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
    }

    /**
     * Maps the rejections by JAX-RS itself: unknown paths, wrong methods and media types, parameters that are not numbers.
     */
    @Provider
    public static class Web implements ExceptionMapper<WebApplicationException> {
        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(WebApplicationException exception) {
            Response original = exception.getResponse();
            if (original.getStatus() >= 500) {
                return fault(request, exception);
            }
            Response.ResponseBuilder response = Problem.of(original.getStatus(), detail(original.getStatus()))
                    .toResponse();
            String allow = original.getHeaderString(HttpHeaders.ALLOW);
            return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
        }

        private static String detail(int status) {
            return switch (status) {
                case 401, 403, 404, 405, 415 -> Translations.text("problem." + status);
                default -> Translations.text("problem.400");
            };
        }
    }

    /** Maps any other exception, which is a fault of the server: status 500, with a reference to the log. */
    @Provider
    public static class Fault implements ExceptionMapper<Throwable> {
        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(Throwable exception) {
            return fault(request, exception);
        }
    }

    private static Response fault(HttpServletRequest request, Throwable cause) {
        String reference = ErrorReference.log(LOG, request.getMethod() + " " + request.getRequestURI(), cause);
        return new Problem(500, Translations.text("problem.500", reference), Map.of(), reference)
                .toResponse()
                .build();
    }
}
