package dev.hansard.allinone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How to connect to the embedded server. */
record Login(String jdbcUrl, String username, String password) {

    private static final String LIMIT_SECONDS = "20";

    static Login to(DataDirectory directory, int port) throws IOException {
        return new Login(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(ServerStart.ADDRESS, port, FirstStart.DATABASE),
                FirstStart.ROLE,
                Files.readString(directory.password()).strip());
    }

    /** Refuses a password file and a cluster that do not belong together. */
    void check(DataDirectory directory) {
        var properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", LIMIT_SECONDS);
        try {
            DriverManager.getConnection(jdbcUrl, properties).close();
        } catch (SQLException e) {
            throw Refusals.loginFailed(
                    directory.cluster(), directory.password(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return username + "@" + jdbcUrl;
    }
}
