package dev.hansard.eventstore.testing;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts applications in the process of the tests, one at a time. Where two classes begin together,
 * the converter of settings that Spring Boot shares is seen by one while the other still fills it.
 */
public final class InProcess {

    private InProcess() {}

    public static synchronized ConfigurableApplicationContext start(
            SpringApplication application, String... arguments) {
        return application.run(arguments);
    }
}
