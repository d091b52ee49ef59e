package org.chatboard.platform.rest;

import java.util.Map;

/** Fields that were filled in wrongly, each with its own sentence. */
public class InvalidInputException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** @param errors a sentence for each refused field */
    public InvalidInputException(Map<String, String> errors) {
        super(400, String.join(" ", errors.values()), errors, null);
    }

    /** One field and its sentence. */
    public InvalidInputException(String field, String sentence) {
        this(Map.of(field, sentence));
    }
}
