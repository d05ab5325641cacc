package dev.hansard.edge.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.edge.EdgeTestApp;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EveryEndpointIsGuardedTest {

    @RestController
    static class Forgetful {

        @GetMapping("/test/forgotten")
        String forgotten() {
            return "";
        }
    }

    @Test
    void an_endpoint_that_says_nothing_about_its_callers_keeps_the_server_from_starting() {
        SpringApplication app = new SpringApplication(EdgeTestApp.class, Forgetful.class);

        assertThatThrownBy(() -> app.run("--server.port=0"))
                .hasMessageContaining("endpoints without @Allowed")
                .hasMessageContaining("Forgetful#forgotten");
    }
}
