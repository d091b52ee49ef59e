package org.chatboard.people.signin;

/** What the forms for signing in and for signing up share: username, password, and the page to open afterwards. */
public abstract class CredentialsForm {
    private String username = "";
    private String password = "";
    private String from = "";

    /** {@return the username as typed} */
    public String getUsername() {
        return username;
    }

    /** Sets the username as typed in the form. */
    public void setUsername(String username) {
        this.username = username;
    }

    /** {@return an empty text, so that no page contains a password} */
    public String getPassword() {
        return "";
    }

    /** Sets the password as typed in the form. */
    public void setPassword(String password) {
        this.password = password;
    }

    /** {@return the password as typed} */
    protected String typedPassword() {
        return password;
    }

    /** {@return the page that the visitor requested before the form} */
    public String getFrom() {
        return from;
    }

    /** Sets the page to open after the sign-in. For any value that is not a local path, the dashboard is opened. */
    public void setFrom(String from) {
        this.from = from;
    }
}
