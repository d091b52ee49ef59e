package org.chatboard.platform.config;

/** A setting has a value that ChatBoard cannot work with. Its message is one sentence for the operator. */
public class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param variable the environment variable, such as {@code CHATBOARD_PORT}
     * @param value what it was set to
     * @param allowed what it may be, as the end of the sentence "it must be …"
     */
    public InvalidSettingException(String variable, String value, String allowed) {
        super(variable + " is \"" + value + "\", but it must be " + allowed + ".");
    }
}
