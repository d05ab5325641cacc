package dev.hansard.edge.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hansard.edge.EdgeTestApp;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import java.util.Map;

@Isolated("it reads what the whole process prints")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EdgeDefaultsTest {

    @Test
    void without_a_key_the_server_listens_on_this_machine_only() {
        assertThat(after(Map.of()).getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(after(Map.of("server.address", "")).getProperty("server.address"))
                .isEqualTo("127.0.0.1");
        assertThat(after(Map.of("hansard.admin-key", " ")).getProperty("server.address"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void with_a_key_it_listens_where_it_is_told_or_everywhere() {
        assertThat(after(Map.of("hansard.admin-key", "k")).getProperty("server.address")).isNull();
        assertThat(
                        after(Map.of("hansard.admin-key", "k", "server.address", "0.0.0.0"))
                                .getProperty("server.address"))
                .isEqualTo("0.0.0.0");
    }

    @Test
    void in_server_mode_too() {
        assertThat(
                        after(Map.of("hansard.server-mode", "true", "server.address", "0.0.0.0"))
                                .getProperty("server.address"))
                .isEqualTo("0.0.0.0");
        assertThat(after(Map.of("hansard.server-mode", "false")).getProperty("server.address"))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.1.2.3"})
    void a_loopback_address_needs_no_key(String address) {
        assertThat(after(Map.of("server.address", address)).getProperty("server.address"))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.1"})
    void any_other_address_does(String address) {
        assertThatThrownBy(() -> after(Map.of("server.address", address)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(address);
    }

    @Test
    void defaults_give_way_to_everything_else() {
        assertThat(after(Map.of()).getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
        assertThat(
                        after(Map.of("spring.threads.virtual.enabled", "false"))
                                .getProperty("spring.threads.virtual.enabled"))
                .isEqualTo("false");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_refused_start_says_what_to_do_and_shows_no_stack_trace(CapturedOutput log) {
        SpringApplication app = new SpringApplication(EdgeTestApp.class);

        assertThatThrownBy(() -> app.run("--server.port=0", "--server.address=0.0.0.0"))
                .isInstanceOf(StartRefusedException.class);

        assertThat(log)
                .contains("server.address=0.0.0.0 can be reached from other machines")
                .contains("set hansard.admin-key (HANSARD_ADMINKEY)")
                .contains("hansard.server-mode=true (HANSARD_SERVERMODE)")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "70000", "-2", "80.0"})
    void a_port_that_is_none_is_refused_at_once(String port) {
        assertThatThrownBy(() -> after(Map.of("server.port", port)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(
                        "server.port=" + port + " is no port; set it (SERVER_PORT)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hansard.limits.message=-5|hansard.limits.message must be from 1B",
                "--hansard.limits.message=-5 --hansard.limits.result-request=77KB|hansard.limits.message must be",
                "--hansard.limits.message=x|hansard.limits.message cannot be x: ",
                "--hansard.keys.requests-per-second=x|hansard.keys.requests-per-second cannot be x:"
                        + " it is no number"
            })
    @ExtendWith(OutputCaptureExtension.class)
    void a_setting_that_does_not_fit_is_told_in_one_line(
            String settings, String told, CapturedOutput log) {
        SpringApplication app = new SpringApplication(EdgeTestApp.class);
        app.setDefaultProperties(Map.of("server.port", "0"));

        assertThat(catchThrowable(() -> app.run(settings.split(" ")))).isNotNull();

        assertThat(log)
                .contains("Hansard does not start: " + told)
                .doesNotContain("\tat ", "FAILED", "Error starting");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_setting_that_is_none_is_told(CapturedOutput log) {
        SpringApplication app = new SpringApplication(Nothing.class);
        app.setWebApplicationType(WebApplicationType.NONE);

        app.run("--hansard.limits.mesage=1MB", "--hansard.limits.message=1MB").close();

        assertThat(log).contains("hansard.limits.mesage is no setting of this service");
        assertThat(log).containsOnlyOnce("is no setting");
    }

    @Test
    void a_service_takes_up_the_defaults_by_itself() {
        SpringApplication app = new SpringApplication(Nothing.class);
        app.setWebApplicationType(WebApplicationType.NONE);

        try (ConfigurableApplicationContext context = app.run()) {
            assertThat(context.getEnvironment().getProperty("server.forward-headers-strategy"))
                    .isEqualTo("none");
        }
    }

    static class Nothing {}

    private static ConfigurableEnvironment after(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        new EdgeDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
