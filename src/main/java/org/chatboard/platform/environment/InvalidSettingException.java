package org.chatboard.platform.environment;

/** Thrown when the value of a setting is not valid. The message is one sentence for the operator. */
public class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param variable the environment variable, such as {@code CHATBOARD_PORT}
     * @param value its value
     * @param allowed the valid values, as the end of the sentence "it must be …"
     */
    public InvalidSettingException(String variable, String value, String allowed) {
        super(variable + " is \"" + value + "\", but it must be " + allowed + ".");
    }
}
