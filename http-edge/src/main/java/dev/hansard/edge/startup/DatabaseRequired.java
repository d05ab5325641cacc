package dev.hansard.edge.startup;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Refuses to start where there is no database: none is named, or it does not let Hansard in. */
public final class DatabaseRequired
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String URL = "spring.datasource.url";
    private static final String SECONDS_TO_ANSWER = "10";

    /**
     * @throws StartRefusedException if no database is named or the one that is does not answer
     */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String url = environment.getProperty(URL);
        if (url == null || !StringUtils.hasText(url)) {
            throw new StartRefusedException(
                    "spring.datasource.url is not set, so there is no database to work on; set it"
                            + " (SPRING_DATASOURCE_URL), such as"
                            + " jdbc:postgresql://localhost:5432/hansard");
        }
        try (Connection _ = DriverManager.getConnection(url, login(environment))) {
            return;
        } catch (SQLException e) {
            throw new StartRefusedException(
                    ("the database %s does not let Hansard in (%s); see that it runs and that"
                                    + " spring.datasource.url, spring.datasource.username and"
                                    + " spring.datasource.password are right")
                            .formatted(withoutParameters(url), firstLine(e)));
        }
    }

    private static Properties login(Environment environment) {
        var login = new Properties();
        login.setProperty("loginTimeout", SECONDS_TO_ANSWER);
        String user = environment.getProperty("spring.datasource.username");
        String password = environment.getProperty("spring.datasource.password");
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        return login;
    }

    /** A password may be among the parameters. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
