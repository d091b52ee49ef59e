package org.chatboard.people.signin;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.chatboard.platform.rest.RejectedException;

/**
 * Adds the errors of a rejected form to its page: each error at its field, an error without a field above the form. If the
 * rejection says how long to wait, the response gets its status and {@code Retry-After}, as in a REST answer.
 */
public final class FieldMessages {
    private FieldMessages() {}

    /** Adds the errors of a rejection to the current Faces request. */
    public static void add(RejectedException rejection) {
        FacesContext context = FacesContext.getCurrentInstance();
        rejection.errors().forEach((field, message) -> context.addMessage(field, error(message)));
        if (rejection.errors().isEmpty()) {
            context.addMessage(null, error(rejection.getMessage()));
        }
        context.validationFailed();
        rejection.retryAfterSeconds().ifPresent(seconds -> {
            context.getExternalContext().setResponseStatus(rejection.status());
            context.getExternalContext().setResponseHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        });
    }

    private static FacesMessage error(String message) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null);
    }
}
