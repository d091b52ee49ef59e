package org.chatboard.people.signin;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.chatboard.platform.rest.RejectedException;

/**
 * Shows on a page why something was refused: each sentence at its field, and one that belongs to none above the form. Where waiting
 * helps, the answer has the refusal's status and {@code Retry-After} as a script gets them.
 */
public final class FieldMessages {
    private FieldMessages() {}

    public static void add(RejectedException refusal) {
        FacesContext context = FacesContext.getCurrentInstance();
        refusal.errors().forEach((field, sentence) -> context.addMessage(field, error(sentence)));
        if (refusal.errors().isEmpty()) {
            context.addMessage(null, error(refusal.getMessage()));
        }
        context.validationFailed();
        refusal.retryAfterSeconds().ifPresent(seconds -> {
            context.getExternalContext().setResponseStatus(refusal.status());
            context.getExternalContext().setResponseHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        });
    }

    private static FacesMessage error(String sentence) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, null);
    }
}
