package org.chatboard.platform.environment;

import java.util.Optional;
import java.util.Properties;

/**
 * The user of PostgreSQL and the password: {@code CHATBOARD_DATABASE_USER} with {@code CHATBOARD_DATABASE_PASSWORD} or
 * {@code CHATBOARD_DATABASE_PASSWORD_FILE}.
 */
public final class DatabaseCredentials {
    private final Optional<String> user;
    private final Optional<String> password;

    /** Creates credentials, each part of which may be missing. */
    public DatabaseCredentials(Optional<String> user, Optional<String> password) {
        this.user = user;
        this.password = password;
    }

    /**
     * {@return the credentials of the settings}
     *
     * @throws InvalidSettingException if the password cannot be read from its file
     */
    public static DatabaseCredentials read(SettingsReader settings) {
        return new DatabaseCredentials(
                settings.text("CHATBOARD_DATABASE_USER"), settings.secret("CHATBOARD_DATABASE_PASSWORD"));
    }

    /** {@return the properties {@code user} and {@code password}, for a driver} */
    public Properties toProperties() {
        Properties properties = new Properties();
        user.ifPresent(value -> properties.setProperty("user", value));
        password.ifPresent(value -> properties.setProperty("password", value));
        return properties;
    }
}
