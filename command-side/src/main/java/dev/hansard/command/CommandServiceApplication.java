package dev.hansard.command;

import dev.hansard.edge.startup.DatabaseRequired;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import java.util.Map;

/** The command service: the command side as a process of its own, by default on port 8081. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandSideConfiguration.class)
public class CommandServiceApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, which refuses to start without a database. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(CommandServiceApplication.class);
        application.setDefaultProperties(Map.of("server.port", "8081"));
        application.addInitializers(new DatabaseRequired());
        return application;
    }
}
