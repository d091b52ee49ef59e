package org.chatboard.account;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import org.chatboard.system.RefusedException;

/** Shows on a page why something was refused: each sentence at its field, and one that belongs to none above the form. */
final class FieldMessages {
    private FieldMessages() {}

    static void add(RefusedException refusal) {
        FacesContext context = FacesContext.getCurrentInstance();
        refusal.errors().forEach((field, sentence) -> context.addMessage(field, error(sentence)));
        if (refusal.errors().isEmpty()) {
            context.addMessage(null, error(refusal.getMessage()));
        }
        context.validationFailed();
    }

    private static FacesMessage error(String sentence) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, null);
    }
}
