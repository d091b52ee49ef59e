package org.chatboard.testing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that keeps a Derby database open, like a forgotten {@code ij}, until its standard input ends. */
public final class DerbyHolder {
    private DerbyHolder() {}

    /**
     * Opens the database and waits.
     *
     * @param args the folder of the database
     */
    public static void main(String[] args) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:derby:directory:" + args[0] + ";create=true")) {
            System.out.println("holding " + connection.getMetaData().getURL());
            System.in.read();
        }
    }
}
