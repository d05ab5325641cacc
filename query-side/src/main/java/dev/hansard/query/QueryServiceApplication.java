package dev.hansard.query;

import dev.hansard.edge.startup.DatabaseRequired;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import java.util.Map;

/** The query service: the query side as a process of its own, by default on port 8082. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(QuerySideConfiguration.class)
public class QueryServiceApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(QueryServiceApplication.class);
        application.setDefaultProperties(Map.of("server.port", "8082"));
        application.addInitializers(new DatabaseRequired());
        application.run(args);
    }
}
