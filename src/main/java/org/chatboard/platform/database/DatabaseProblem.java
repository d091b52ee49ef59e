package org.chatboard.platform.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.chatboard.platform.environment.DatabaseUrl;

/** Turns an exception of the PostgreSQL driver into one sentence: why the database cannot be used, and which setting to check. */
final class DatabaseProblem {
    private static final String URL = "CHATBOARD_DATABASE_URL";
    private static final String USER = "CHATBOARD_DATABASE_USER";
    private static final String PASSWORD = "CHATBOARD_DATABASE_PASSWORD (or …_PASSWORD_FILE)";

    private DatabaseProblem() {}

    /**
     * {@return an exception with the sentence as its message} The driver's exception is added as suppressed, not as the cause,
     * because the launcher prints the message of the innermost cause.
     */
    static SQLException explained(SQLException e, DatabaseUrl url, String user) {
        SQLException explained = new SQLException(sentence(e, url, user), e.getSQLState());
        explained.addSuppressed(e);
        return explained;
    }

    /**
     * {@return what is wrong and what to do}
     *
     * @param url of the database; the sentence leaves out its parameters, which may contain a password
     * @param user the database user
     */
    static String sentence(SQLException e, DatabaseUrl url, String user) {
        String place = url.toString();
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "3D000" -> "There is no database " + place + ". Create it (createdb), or correct " + URL + ".";
            case "08004", "28000", "28P01" ->
                "PostgreSQL does not let user \"" + user + "\" into " + place + " (" + reason(e) + "). Check " + USER
                        + " and " + PASSWORD + ".";
            case "25006" ->
                "The database " + place + " is read-only. Set " + URL
                        + " to one that can be written, not to a standby.";
            case "42501" ->
                "User \"" + user + "\" has too few rights in the database " + place + " (" + reason(e)
                        + "). Make it the owner of the database, or set " + USER + " to another user.";
            default -> state.startsWith("08") ? unreachable(e, place) : other(e, place);
        };
    }

    private static String unreachable(SQLException e, String place) {
        return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                        .anyMatch(UnknownHostException.class::isInstance)
                ? "This machine cannot find the host of the database " + place + ". Check the name in " + URL + "."
                : "No PostgreSQL answers at " + place + ". Check host and port in " + URL
                        + ", that the database server is running, and that it accepts connections from this machine.";
    }

    private static String other(SQLException e, String place) {
        return "The database " + place + " cannot be used (" + reason(e) + "). Check " + URL + ", " + USER + " and "
                + PASSWORD + ".";
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("\\.$", "");
    }
}
