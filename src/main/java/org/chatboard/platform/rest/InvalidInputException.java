package org.chatboard.platform.rest;

import java.util.Map;

/** Thrown when fields of a request are not valid, with a message for each; answered with status 400. */
public class InvalidInputException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for several invalid fields, with messages by field. */
    public InvalidInputException(Map<String, String> errors) {
        super(400, String.join(" ", errors.values()), errors, null);
    }

    /** Creates the exception for one invalid field. */
    public InvalidInputException(String field, String message) {
        this(Map.of(field, message));
    }
}
